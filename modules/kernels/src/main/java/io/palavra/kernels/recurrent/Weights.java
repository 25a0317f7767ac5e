package io.palavra.kernels.recurrent;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a cell, or their gradients.
 *
 * @param input {@code [inputs, gates * units]}
 * @param recurrent {@code [units, gates * units]}, and three columns more for peepholes: of forget,
 *     output and input gate
 * @param bias {@code [biases * units]}
 * @param gains of layer normalisation, {@code [gains * units]}
 */
record Weights(INDArray input, INDArray recurrent, INDArray bias, Optional<INDArray> gains) {}
