package io.palavra.kernels.output;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws distinct labels, and says how likely each was to be among them. */
final class LabelSampler {
  /** Of a label that is still missing: ten million draws on average. */
  private static final double LEAST_CHANCE = 1e-7;

  private final double[] chances;
  private final double[] sums;

  private LabelSampler(double[] weights) {
    double total = Arrays.stream(weights).sum();
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "counts raised to the power must have a sum above 0 that is a number, got " + total);
    }
    chances = new double[weights.length];
    sums = new double[weights.length];
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      chances[k] = weights[k] / total;
      sum += chances[k];
      sums[k] = sum;
    }
  }

  /** As the distribution says; counts and power are of unigrams alone. */
  static LabelSampler of(
      SampleDistribution distribution, int labels, double[] counts, double power) {
    double[] weights = new double[labels];
    for (int k = 0; k < labels; k++) {
      weights[k] =
          switch (distribution) {
            case LOG_UNIFORM -> Math.log((k + 2.0) / (k + 1.0));
            case UNIGRAM -> Math.pow(counts[k], power);
            case UNIFORM -> 1;
          };
    }
    return new LabelSampler(weights);
  }

  /**
   * Makes sure that {@code count} distinct labels can be drawn in time: however many of them are
   * there already, the next draw has at least the chance of the seldomest to give another one.
   *
   * @throws IllegalArgumentException where that chance is too small
   */
  LabelSampler requireDrawable(int count) {
    double[] ascending = chances.clone();
    Arrays.sort(ascending);
    double rest = Arrays.stream(ascending, 0, ascending.length - count + 1).sum();
    if (rest < LEAST_CHANCE) {
      throw new IllegalArgumentException(
          "%d samples can not be drawn: all labels but the %d likeliest have a chance of %s together"
              .formatted(count, count - 1, rest));
    }
    return this;
  }

  /** The probability that one draw gives a label. */
  double chance(int label) {
    return chances[label];
  }

  /**
   * What was drawn.
   *
   * @param labels each once, ascending
   * @param tries draws that it took
   */
  record Sample(int[] labels, long tries) {}

  /** Draws until there are {@code count} distinct labels. */
  Sample draw(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] there = new boolean[chances.length];
    int[] labels = new int[count];
    int n = 0;
    long tries = 0;
    while (n < count) {
      tries++;
      int at = Arrays.binarySearch(sums, random.nextDouble());
      int label = Math.min(at < 0 ? -at - 1 : at + 1, chances.length - 1);
      if (!there[label] && chances[label] > 0) {
        there[label] = true;
        labels[n++] = label;
      }
    }
    Arrays.sort(labels);
    return new Sample(labels, tries);
  }

  /** The logarithm of the probability that a label is among those of so many draws. */
  double logExpected(int label, long tries) {
    return Math.log(-Math.expm1(tries * Math.log1p(-Math.min(chances[label], 1 - 1e-12))));
  }
}
