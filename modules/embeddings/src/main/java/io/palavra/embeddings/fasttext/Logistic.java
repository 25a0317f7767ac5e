package io.palavra.embeddings.fasttext;

/** The logistic function at the 513 points where fastText looks it up. */
final class Logistic {
  private static final int BOUND = 8;
  private static final int STEPS = 512;

  private Logistic() {}

  /** Off from the true value by up to 0.008; the same figure that fastText prints. */
  static double asFastText(float x) {
    if (x < -BOUND) {
      return 0;
    }
    if (x > BOUND) {
      return 1;
    }
    long place = (long) ((x + BOUND) * STEPS / BOUND / 2);
    return 1 / (1 + Math.exp(BOUND - place * 2.0 * BOUND / STEPS));
  }

  /** The logarithm of the function itself, for any {@code x}. */
  static double log(double x) {
    return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
  }
}
