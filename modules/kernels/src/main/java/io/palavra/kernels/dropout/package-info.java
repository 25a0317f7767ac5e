/**
 * Dropout of sequences, equal to Deeplearning4j's own, in the order in which they lie in memory.
 */
package io.palavra.kernels.dropout;
