/** Token to id and back, and class name to index and back. */
package io.palavra.pipeline.vocabulary;
