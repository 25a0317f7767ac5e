/** Convolution over sequences: filters of several widths with pooling, stacks, normalisation. */
package io.palavra.kernels.convolution;
