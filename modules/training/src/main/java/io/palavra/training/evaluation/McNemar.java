package io.palavra.training.evaluation;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * McNemar's test (1947): do two classifiers that answered the same texts differ in accuracy by more
 * than chance? Only the texts that one of them alone got right count. With fewer than {@link
 * #EXACT_BELOW} of these the p-value is that of the exact two-sided binomial test; with more, the
 * chi-square value with Edwards' continuity correction (1948), {@code (|b - c| - 1)^2 / (b + c)},
 * one degree of freedom; its upper tail is {@code erfc(sqrt(chi / 2))}, which keeps small p-values
 * exact.
 *
 * @param onlyFirst texts that the first classifier alone got right
 * @param onlySecond texts that the second classifier alone got right
 * @param pValue probability of so large a difference, or a larger one, among equals; 1 where the
 *     two agree on every text
 */
public record McNemar(long onlyFirst, long onlySecond, double pValue) {

  /** From this many discordant texts on the chi-square value serves. */
  public static final int EXACT_BELOW = 25;

  /** Differences less probable than this among equals are called differences. */
  public static final double LEVEL = 0.05;

  /**
   * Compares which texts each classifier got right.
   *
   * @throws IllegalArgumentException when the two did not answer equally many texts
   */
  public static McNemar compare(boolean[] first, boolean[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          first.length + " answers of the first, " + second.length + " of the second");
    }
    long onlyFirst = 0;
    long onlySecond = 0;
    for (int i = 0; i < first.length; i++) {
      onlyFirst += first[i] && !second[i] ? 1 : 0;
      onlySecond += second[i] && !first[i] ? 1 : 0;
    }
    return of(onlyFirst, onlySecond);
  }

  /** The test from its two counts. */
  public static McNemar of(long onlyFirst, long onlySecond) {
    long discordant = onlyFirst + onlySecond;
    double p = 1;
    if (discordant > 0 && discordant < EXACT_BELOW) {
      BinomialDistribution coin = new BinomialDistribution(null, (int) discordant, 0.5);
      p = 2 * coin.cumulativeProbability((int) Math.min(onlyFirst, onlySecond));
    } else if (discordant > 0) {
      double distance = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1);
      p = Erf.erfc(distance / Math.sqrt(2.0 * discordant));
    }
    return new McNemar(onlyFirst, onlySecond, Math.min(1, p));
  }

  /** What the test says of the first classifier. */
  public Verdict verdict() {
    if (pValue >= LEVEL) {
      return Verdict.NO_DIFFERENCE;
    }
    return onlyFirst > onlySecond ? Verdict.BETTER : Verdict.WORSE;
  }

  /** What can be said at the level of 5 %. */
  public enum Verdict {
    /** The first classifier is better. */
    BETTER,
    /** Chance alone explains the difference. */
    NO_DIFFERENCE,
    /** The first classifier is worse. */
    WORSE
  }
}
