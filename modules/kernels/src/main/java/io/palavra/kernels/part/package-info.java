/**
 * What attention layers, Transformers and outputs are put together from: matrices of rows with
 * their gradients, parameters, and parts that compute one from the other and back.
 */
package io.palavra.kernels.part;
