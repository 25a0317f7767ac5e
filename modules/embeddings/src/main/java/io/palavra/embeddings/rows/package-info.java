/**
 * Arithmetic on rows of numbers in one array, with the Vector API where the JVM has it and in plain
 * Java elsewhere.
 */
package io.palavra.embeddings.rows;
