package io.palavra.embeddings.train;

/**
 * The logistic function from a table with straight lines between its points: wrong by less than
 * {@code 4e-6} inside of ±8, and 0 or 1 outside, as fastText has it.
 */
final class Sigmoid {
  private static final int BOUND = 8;
  private static final int STEPS = 64;
  private static final float[] TABLE = new float[2 * BOUND * STEPS + 2];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      TABLE[i] = (float) (1 / (1 + Math.exp(BOUND - (double) i / STEPS)));
    }
  }

  private Sigmoid() {}

  static float of(float x) {
    if (x >= BOUND) {
      return 1;
    }
    if (x <= -BOUND) {
      return 0;
    }
    float place = (x + BOUND) * STEPS;
    int i = (int) place;
    float low = TABLE[i];
    return low + (place - i) * (TABLE[i + 1] - low);
  }
}
