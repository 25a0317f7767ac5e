/** Tables of vectors, of which a mini-batch touches few rows. */
package io.palavra.kernels.embedding;
