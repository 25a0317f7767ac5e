/** Measures what the documents claim. */
package io.palavra.benchmarks;
