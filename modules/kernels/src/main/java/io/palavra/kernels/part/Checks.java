package io.palavra.kernels.part;

import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;

/** Checks what builders are given and what becomes of it. */
public final class Checks {

  private Checks() {}

  /** A number of something. */
  public static int positive(String name, long value) {
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + value);
    }
    return (int) value;
  }

  /** A probability of dropping. */
  public static double dropping(String name, double probability) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          name + " must be at least 0 and less than 1, got " + probability);
    }
    return probability;
  }

  /** A number that should have been a whole one, as it was given: 7 rather than 7.0. */
  public static String words(double number) {
    return number == (int) number ? String.valueOf((int) number) : String.valueOf(number);
  }

  /**
   * The outputs of a layer that has no choice of them.
   *
   * @param expected how many they are
   * @throws DL4JInvalidConfigException where {@code nOut} was set to another number
   */
  public static void outputs(FeedForwardLayer layer, int index, long expected) {
    if (layer.getNOut() != expected) {
      throw new DL4JInvalidConfigException(
          "layer \""
              + layer.getLayerName()
              + "\" (index "
              + index
              + ", "
              + layer.getClass().getSimpleName()
              + ", nIn = "
              + layer.getNIn()
              + "): expected nOut = "
              + expected
              + ", which follows from its other sizes, got nOut = "
              + layer.getNOut());
    }
  }
}
