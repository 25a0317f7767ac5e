package io.palavra.kernels.convolution;

import io.palavra.kernels.recurrent.Extent;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Filters of one width over sequences, a value for every step. */
interface Stack {

  /**
   * @param matrix {@code [width * inputs, filters]}
   */
  void weights(INDArray matrix, INDArray biases);

  /**
   * @param source {@code [batch, time, inputs]}
   * @param out {@code [batch, time, filters]}, zero at steps that do not count
   */
  void forward(INDArray source, Extent extent, INDArray out);

  /**
   * @param epsilon {@code [batch, time, filters]}
   * @param weightGradient like the weights; overwritten
   * @param biasGradient overwritten
   * @param out {@code [batch, time, inputs]}; untouched unless asked for
   * @param below whether {@code out} is asked for
   */
  void backward(
      INDArray epsilon,
      INDArray weightGradient,
      INDArray biasGradient,
      INDArray out,
      boolean below);
}
