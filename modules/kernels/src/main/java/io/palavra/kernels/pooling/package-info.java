/** Layers that make one vector of a sequence. */
package io.palavra.kernels.pooling;
