package io.palavra.kernels.convolution;

import io.palavra.kernels.recurrent.Extent;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Filters of several widths over sequences, each filter's greatest values over time. */
interface Filters {

  /**
   * @param weights {@code [width * features, filters]} of each width
   * @param biases of all filters
   */
  void weights(List<INDArray> weights, INDArray biases);

  /**
   * @param source {@code [batch, time, features]}
   * @param out {@code [batch, outputs]}
   */
  void forward(INDArray source, Extent extent, INDArray out);

  /** The step that the window of an output of the last pass begins at; negative for none. */
  int window(int sequence, int output);

  /**
   * @param epsilon {@code [batch, outputs]}
   * @param weightGradients like the weights; overwritten
   * @param biasGradient overwritten
   * @param out {@code [batch, time, features]}
   */
  void backward(
      INDArray epsilon, List<INDArray> weightGradients, INDArray biasGradient, INDArray out);
}
