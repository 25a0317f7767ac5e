package io.palavra.kernels.convolution;

import io.palavra.kernels.recurrent.Extent;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The greatest value of each feature in stretches of a sequence. */
interface Stretches {

  /**
   * @param source {@code [batch, time, features]}
   * @param out {@code [batch, slots, features]} row-major; zeros behind a sequence's last stretch
   */
  void forward(INDArray source, Extent extent, INDArray out);

  /**
   * @param epsilon {@code [batch, slots, features]}
   * @param out {@code [batch, time, features]}
   */
  void backward(INDArray epsilon, INDArray out);
}
