package io.palavra.kernels.convolution;

import io.palavra.kernels.recurrent.Extent;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Normalises the steps that count. */
interface Normaliser {

  /** Takes gains and shifts over. */
  void weights(INDArray gains, INDArray shifts);

  /** Uses statistics from outside in the next pass. */
  void statistics(INDArray means, INDArray variances);

  /**
   * @param source {@code [batch, time, features]}
   * @param out the same
   * @param own whether mean and variance are those of this batch
   */
  void forward(INDArray source, Extent extent, boolean own, INDArray out);

  /**
   * The way back of the last pass. Statistics from outside do not depend on what was normalised.
   *
   * @param epsilon {@code [batch, time, features]}
   * @param out the same
   */
  void backward(INDArray epsilon, INDArray gainGradient, INDArray shiftGradient, INDArray out);

  /** Mean and variance of the last pass. */
  void takeStatistics(INDArray means, INDArray variances);
}
