package io.palavra.training.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The randomisation test for pairs (Fisher 1935; for systems that answer the same texts: Noreen
 * 1989, Yeh 2000): were the two equal, each text's two scores could as well have been exchanged. A
 * text's score may be the share of several seeds that answered it right, so that seeds and texts
 * are both averaged over and a text is one observation however many seeds there are.
 */
public final class PairedRandomization {
  private static final int DRAWS = 10_000;
  private static final double ROUNDING = 1e-9;

  private PairedRandomization() {}

  /**
   * The two-sided p-value, {@code (as far apart or farther + 1) / (draws + 1)} (Davison and Hinkley
   * 1997, section 4.3), by 10,000 draws.
   *
   * @param first score of each text
   * @param second score of each text
   * @param seed of the draws
   * @throws IllegalArgumentException when the two did not answer equally many texts
   */
  public static double pValue(double[] first, double[] second, long seed) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          first.length + " scores of the first, " + second.length + " of the second");
    }
    double[] differences = new double[first.length];
    int n = 0;
    for (int i = 0; i < first.length; i++) {
      if (first[i] != second[i]) {
        differences[n++] = first[i] - second[i];
      }
    }
    double[] some = Arrays.copyOf(differences, n);
    double seen = Math.abs(Arrays.stream(some).sum()) - ROUNDING;
    SplittableRandom random = new SplittableRandom(seed);
    int asFar = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      asFar += Math.abs(exchanged(some, random)) >= seen ? 1 : 0;
    }
    return (asFar + 1.0) / (DRAWS + 1.0);
  }

  private static double exchanged(double[] differences, SplittableRandom random) {
    double sum = 0;
    long coins = 0;
    for (int i = 0; i < differences.length; i++) {
      if (i % Long.SIZE == 0) {
        coins = random.nextLong();
      }
      sum += (coins & 1) == 0 ? differences[i] : -differences[i];
      coins >>>= 1;
    }
    return sum;
  }
}
