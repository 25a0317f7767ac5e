package io.palavra.translator.search;

import io.palavra.pipeline.BadInputException;
import java.util.Optional;

/**
 * How translations are sought.
 *
 * @param beam hypotheses kept of each sentence; 1 is greedy search
 * @param lengthPenalty exponent of the length in the score, 0 for none: the log-probability is
 *     divided by {@code ((5 + length) / 6)^lengthPenalty} (Wu et al. 2016, equation 14)
 * @param best translations given of each sentence, at most {@code beam}
 * @param minLength tokens before the end is allowed
 * @param maxRatio longest translation, in tokens of it for a token of the source; ten more are
 *     always allowed; {@link #ANY_RATIO} for any
 * @param maxLength longest translation in any case
 * @param blockRepeated length of token sequences that may not occur twice in a translation; 0 for
 *     any
 * @param coveragePenalty weight of {@code sum log min(1, looks)} over the source's tokens, where
 *     looks is how much a token was looked at in all (Wu et al. 2016, equation 14); 0 for none
 * @param copyUnknown whether the unknown token may be given, for which the source's word that was
 *     looked at most then stands (Luong et al. 2015, "Addressing the Rare Word Problem")
 * @param shortlist whether a translation is made of the sub-words that the model's lexicon has for
 *     the sentence; probabilities are then those among these
 * @param sampling draws {@code best} translations instead of searching
 */
public record SearchOptions(
    int beam,
    double lengthPenalty,
    int best,
    int minLength,
    double maxRatio,
    int maxLength,
    int blockRepeated,
    double coveragePenalty,
    boolean copyUnknown,
    boolean shortlist,
    Optional<Sampling> sampling) {
  /** {@link #maxRatio} where {@link #maxLength} alone bounds translations. */
  public static final double ANY_RATIO = Double.POSITIVE_INFINITY;

  /** Checks every value. */
  public SearchOptions {
    check("beam", beam, beam >= 1 && beam <= 1000, "a whole number from 1 to 1000");
    check(
        "lengthPenalty",
        lengthPenalty,
        lengthPenalty >= 0 && lengthPenalty <= 5,
        "a number from 0 to 5");
    if (sampling.isEmpty()) {
      check("best", best, best >= 1 && best <= beam, "a whole number from 1 to beam, " + beam);
    } else {
      check("best", best, best >= 1 && best <= 1000, "a whole number from 1 to 1000");
    }
    check("minLength", minLength, minLength >= 0, "0 or more");
    check(
        "maxRatio",
        maxRatio,
        maxRatio > 0 && maxRatio <= 100 || maxRatio == ANY_RATIO,
        "above 0, at most 100");
    check(
        "maxLength",
        maxLength,
        maxLength >= 1 && maxLength >= minLength,
        "a whole number from " + Math.max(1, minLength));
    check("blockRepeated", blockRepeated, blockRepeated >= 0, "0 or more");
    check(
        "coveragePenalty",
        coveragePenalty,
        coveragePenalty >= 0 && coveragePenalty <= 10,
        "a number from 0 to 10");
  }

  /** Beam of five, length penalty 0.6, up to 200 tokens. */
  public static SearchOptions defaults() {
    return new SearchOptions(5, 0.6, 1, 0, 2, 200, 0, 0, false, false, Optional.empty());
  }

  /** The most probable token at every step. */
  public static SearchOptions greedy() {
    return defaults().withBeam(1);
  }

  /** The same with another beam, and no more than so many translations given. */
  public SearchOptions withBeam(int value) {
    int fewer = sampling.isPresent() ? best : Math.min(best, value);
    return toBuilder().beam(value).best(fewer).build();
  }

  /** The same with another length penalty. */
  public SearchOptions withLengthPenalty(double value) {
    return toBuilder().lengthPenalty(value).build();
  }

  /** The same, with this many translations given. */
  public SearchOptions withBest(int value) {
    return toBuilder().best(value).build();
  }

  /** A builder that begins with these values. */
  public SearchOptionsBuilder toBuilder() {
    return new SearchOptionsBuilder(this);
  }

  /** Whether it must be known where hypotheses look. */
  boolean traces() {
    return coveragePenalty > 0 || copyUnknown;
  }

  /** The most tokens that a translation of so many tokens may have. */
  int limit(int sourceTokens) {
    return (int) Math.max(minLength, Math.min(maxLength, Math.ceil(sourceTokens * maxRatio) + 10));
  }

  double penalised(double logProbability, int length) {
    return logProbability / Math.pow((5.0 + length) / 6.0, lengthPenalty);
  }

  /** What is added to the score for what was not looked at: 0 or less. */
  double uncovered(double[] looks) {
    double sum = 0;
    for (double look : looks) {
      sum += Math.log(Math.max(Float.MIN_NORMAL, Math.min(1, look)));
    }
    return coveragePenalty * sum;
  }

  private static void check(String option, double value, boolean holds, String expected) {
    if (!holds) {
      String shown = value == Math.rint(value) ? String.valueOf((long) value) : "" + value;
      throw BadInputException.of("option " + option, shown, expected);
    }
  }
}
