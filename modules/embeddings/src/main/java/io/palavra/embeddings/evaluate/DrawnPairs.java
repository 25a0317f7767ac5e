package io.palavra.embeddings.evaluate;

import io.palavra.training.evaluation.Interval;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * 95 % intervals of figures over pairs of words by the percentile bootstrap (Efron and Tibshirani
 * 1993, chapter 13): the pairs are drawn anew from themselves, with replacement, and the figure is
 * computed each time. The same pairs give the same samples.
 */
final class DrawnPairs {
  private static final int SAMPLES = 1000;

  /** Of fewer pairs samples say little of what others would give. */
  private static final int FEWEST = 10;

  private DrawnPairs() {}

  /**
   * @param figure of a sample, in which each pair is as often as its number says; NaN where it has
   *     none
   * @return nothing for fewer than ten pairs, or where no sample has a figure
   */
  static Optional<Interval> interval(int pairs, ToDoubleFunction<int[]> figure) {
    if (pairs < FEWEST) {
      return Optional.empty();
    }
    double[] figures =
        IntStream.range(0, SAMPLES)
            .parallel()
            .mapToDouble(sample -> figure.applyAsDouble(times(sample, pairs)))
            .toArray();
    double[] there = Arrays.stream(figures).filter(Double::isFinite).toArray();
    return there.length == 0 ? Optional.empty() : Optional.of(Interval.ofMiddle(there));
  }

  private static int[] times(int sample, int pairs) {
    SplittableRandom random = new SplittableRandom(sample);
    int[] times = new int[pairs];
    for (int draw = 0; draw < pairs; draw++) {
      times[random.nextInt(pairs)]++;
    }
    return times;
  }
}
