package io.palavra.kernels.pooling;

import io.palavra.kernels.recurrent.Extent;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pools over time, and back. */
interface Pooler {

  /**
   * From {@code [steps, batch, features]} to {@code [batch, features]}.
   *
   * @param out where the result goes
   */
  void forward(INDArray source, Extent extent, INDArray out);

  /**
   * From the gradient of the result of the last {@link #forward} to that of its source.
   *
   * @param out where the gradient goes
   */
  void backward(INDArray epsilon, INDArray out);
}
