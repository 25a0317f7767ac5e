package io.palavra.kernels.convolution;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks what comes into a layer. */
final class Sequences {

  private Sequences() {}

  /**
   * @throws DL4JInvalidInputException unless {@code input} has sequences of {@code features}
   */
  static void check(INDArray input, long features, RNNFormat format, String layer) {
    int dimension = format == RNNFormat.NWC ? 2 : 1;
    if (input.rank() != 3 || input.size(dimension) != features || input.length() == 0) {
      throw new DL4JInvalidInputException(
          "expected sequences of "
              + features
              + " features in format "
              + format
              + ", got shape "
              + Arrays.toString(input.shape())
              + " "
              + layer);
    }
  }
}
