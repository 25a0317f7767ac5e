package io.palavra.translator.score;

import io.palavra.training.evaluation.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Tells whether two systems differ by more than the choice of the test sentences (paired bootstrap
 * resampling, Koehn 2004): sentences are drawn anew with replacement, the same for both. The
 * p-value is the share of the samples whose difference departs from the samples' mean by more than
 * the true difference, as sacreBLEU reckons it; of systems that do not differ in any sample it is
 * 1.
 */
public final class PairedBootstrap {
  /** As many samples as sacreBLEU draws. */
  public static final int SAMPLES = 1000;

  private final int samples;
  private final long seed;

  /**
   * @param seed the same one draws the same samples, on any number of threads
   */
  public PairedBootstrap(int samples, long seed) {
    this.samples = samples;
    this.seed = seed;
  }

  /**
   * Two systems by one measure.
   *
   * @param first value of the first system
   * @param second value of the second
   * @param pValue probability of so great a difference between equals
   * @param difference 95 % interval of the second's value less the first's
   */
  public record Comparison(double first, double second, double pValue, Interval difference) {}

  /** The 95 % interval of one system's value. */
  public Interval interval(CorpusScore score, List<String> ours, List<String> references) {
    long[][] counts = counts(score, ours, references);
    double[] values = new double[samples];
    IntStream.range(0, samples)
        .parallel()
        .forEach(k -> values[k] = score.value(sum(counts, drawn(k, counts.length))));
    return Interval.ofMiddle(values);
  }

  /** Two systems' translations of the same sentences. */
  public Comparison compare(
      CorpusScore score, List<String> first, List<String> second, List<String> references) {
    long[][] ofFirst = counts(score, first, references);
    long[][] ofSecond = counts(score, second, references);
    double[] differences = new double[samples];
    IntStream.range(0, samples)
        .parallel()
        .forEach(
            k -> {
              int[] drawn = drawn(k, ofFirst.length);
              differences[k] = score.value(sum(ofSecond, drawn)) - score.value(sum(ofFirst, drawn));
            });
    double one = score.of(first, references);
    double other = score.of(second, references);
    if (Arrays.stream(differences).allMatch(difference -> difference == 0)) {
      return new Comparison(one, other, 1, Interval.ofMiddle(differences));
    }
    double mean = Arrays.stream(differences).map(Math::abs).average().orElse(0);
    long beyond =
        Arrays.stream(differences).filter(d -> Math.abs(d) - mean > Math.abs(other - one)).count();
    return new Comparison(
        one, other, (beyond + 1.0) / (samples + 1.0), Interval.ofMiddle(differences));
  }

  private static long[][] counts(CorpusScore score, List<String> ours, List<String> references) {
    if (ours.size() != references.size() || ours.isEmpty()) {
      throw new IllegalArgumentException(ours.size() + " and " + references.size() + " lines");
    }
    return IntStream.range(0, ours.size())
        .parallel()
        .mapToObj(i -> score.counts(ours.get(i), references.get(i)))
        .toArray(long[][]::new);
  }

  private int[] drawn(int sample, int size) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + sample);
    return random.ints(size, 0, size).toArray();
  }

  private static long[] sum(long[][] counts, int[] drawn) {
    long[] sum = new long[counts[0].length];
    for (int i : drawn) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += counts[i][k];
      }
    }
    return sum;
  }
}
