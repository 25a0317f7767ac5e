package io.palavra.kernels.recurrent;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a forward pass starts from.
 *
 * @param x the input, {@code [steps, batch, inputs]}
 * @param extent its size and mask
 * @param dropout what is dropped
 * @param training whether a backward pass may follow
 */
record Start(INDArray x, Extent extent, VariationalDropout dropout, boolean training) {}
