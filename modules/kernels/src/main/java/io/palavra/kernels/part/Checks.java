package io.palavra.kernels.part;

/** Checks what builders are given. */
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
}
