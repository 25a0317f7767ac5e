package io.palavra.kernels.recurrent;

import io.palavra.kernels.forward.Values;
import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads masks. */
public final class Masks {
  private static final boolean[] ALL = {};

  private Masks() {}

  /** The size of a mini-batch of sequences, each of which counts to its end. */
  public static Extent extent(Values values, int batch) {
    int[] lengths = new int[batch];
    Arrays.setAll(lengths, values::steps);
    int steps = Arrays.stream(lengths).max().orElse(0);
    if (Arrays.stream(lengths).allMatch(length -> length == steps)) {
      return new Extent(steps, batch, ALL);
    }
    boolean[] live = new boolean[batch * steps];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        live[t * batch + b] = true;
      }
    }
    return new Extent(steps, batch, live);
  }

  /**
   * The size of {@code x} and which of its steps count.
   *
   * @param x {@code [time, batch, features]}
   * @param mask {@code [batch, time]}, zero where a step does not count; null when all count
   */
  public static Extent extent(INDArray x, INDArray mask, String layer) {
    int steps = (int) x.size(0);
    int batch = (int) x.size(1);
    if (mask == null) {
      return new Extent(steps, batch, ALL);
    }
    if (mask.rank() != 2 || mask.size(0) != batch || mask.size(1) != steps) {
      throw new DL4JInvalidInputException(
          "mask of shape "
              + Arrays.toString(mask.shape())
              + " does not fit "
              + batch
              + " sequences of "
              + steps
              + " steps "
              + layer);
    }
    float[] values = mask.dup('c').data().asFloat();
    boolean[] live = new boolean[steps * batch];
    boolean whole = true;
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        boolean counts = counts(values[b * steps + t], b, t, layer);
        live[t * batch + b] = counts;
        whole &= counts;
      }
    }
    return new Extent(steps, batch, whole ? ALL : live);
  }

  /**
   * Whether a step counts by its number in the mask.
   *
   * @throws DL4JInvalidInputException for what is not a number
   */
  public static boolean counts(double mask, int sequence, int step, String layer) {
    if (Double.isNaN(mask)) {
      throw new DL4JInvalidInputException(
          "mask of step " + step + " of sequence " + sequence + " is not a number " + layer);
    }
    return mask != 0;
  }
}
