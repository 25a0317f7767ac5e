/**
 * Recurrent decoders with attention: whole target sequences in one layer for training, step by step
 * for decoding.
 */
package io.palavra.kernels.decoder;
