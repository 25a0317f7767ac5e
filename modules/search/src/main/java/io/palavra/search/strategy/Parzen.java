package io.palavra.search.strategy;

import io.palavra.search.space.Range;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * A density over the unit interval of one option: a mixture of one kernel a point and one that is
 * as wide as the interval. Where values have an order a kernel is a Gaussian, cut off at the ends,
 * as wide as the point is far from its farther neighbour (Bergstra et al. 2011, section 4.2), but
 * not below a bound that falls with the number of points. For a choice it is a weight on a value.
 */
final class Parzen {
  private static final double SQRT_TWO = Math.sqrt(2);
  private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);
  private static final double NARROW = 0.3;
  private static final int NARROWEST = 100;
  private static final int FULL_WEIGHT = 25;

  private final Range range;
  private final double[] middles;
  private final double[] widths;
  private final double[] logHeights;
  private final double[] cumulative;

  /**
   * @param points the oldest first; those before the last 25 count the less the older they are
   */
  Parzen(Range range, double[] points) {
    this.range = range;
    int n = points.length;
    this.middles = Arrays.copyOf(points, n + 1);
    this.middles[n] = 0.5;
    double[] weights = weights(n);
    this.widths = widths();
    this.logHeights = new double[n + 1];
    this.cumulative = new double[n + 1];
    double sum = Arrays.stream(weights).sum();
    double reached = 0;
    for (int k = 0; k <= n; k++) {
      double weight = weights[k] / sum;
      reached += weight;
      cumulative[k] = reached;
      double inside =
          cumulative((1 - middles[k]) / widths[k]) - cumulative(-middles[k] / widths[k]);
      logHeights[k] = Math.log(weight / (range.ordered() ? widths[k] * inside : 1));
    }
  }

  private static double[] weights(int points) {
    double[] weights = new double[points + 1];
    Arrays.fill(weights, 1);
    int old = points - FULL_WEIGHT;
    for (int k = 0; k < old; k++) {
      weights[k] = (1.0 + k * (points - 1.0) / Math.max(1, old)) / points;
    }
    return weights;
  }

  private double[] widths() {
    int n = middles.length - 1;
    double[] sorted = middles.clone();
    Arrays.sort(sorted);
    double least = NARROW / Math.min(NARROWEST, n + 1);
    double[] all = new double[n + 1];
    for (int k = 0; k < n; k++) {
      int at = Arrays.binarySearch(sorted, middles[k]);
      double left = at > 0 ? sorted[at] - sorted[at - 1] : 0;
      double right = at < n ? sorted[at + 1] - sorted[at] : 0;
      all[k] = Math.max(least, Math.min(1, Math.max(left, right)));
    }
    all[n] = 1;
    return all;
  }

  /** A draw, from 0 to 1. */
  double draw(SplittableRandom random) {
    double at = random.nextDouble();
    double uniform = random.nextDouble();
    int kernel = 0;
    while (kernel < cumulative.length - 1 && at > cumulative[kernel]) {
      kernel++;
    }
    if (!range.ordered()) {
      return kernel == middles.length - 1 ? uniform : middles[kernel];
    }
    double low = cumulative(-middles[kernel] / widths[kernel]);
    double high = cumulative((1 - middles[kernel]) / widths[kernel]);
    double share = Math.min(1 - 1e-12, Math.max(1e-12, low + uniform * (high - low)));
    double unit = middles[kernel] + widths[kernel] * STANDARD.inverseCumulativeProbability(share);
    return Math.min(Math.nextDown(1.0), Math.max(0, unit));
  }

  /** Logarithm of the density at a place, or of a choice's probability. */
  double log(double unit) {
    if (!range.ordered()) {
      return logProbability(unit);
    }
    double[] logs = new double[middles.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logs.length; k++) {
      double z = (unit - middles[k]) / widths[k];
      logs[k] = logHeights[k] - LOG_SQRT_TWO_PI - 0.5 * z * z;
      most = Math.max(most, logs[k]);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - most);
    }
    return most + Math.log(sum);
  }

  private double logProbability(double unit) {
    Object value = range.value(unit);
    double values = range.size().orElseThrow();
    double sum = Math.exp(logHeights[middles.length - 1]) / values;
    for (int k = 0; k < middles.length - 1; k++) {
      if (range.value(middles[k]).equals(value)) {
        sum += Math.exp(logHeights[k]);
      }
    }
    return Math.log(sum);
  }

  private static double cumulative(double z) {
    return 0.5 * Erf.erfc(-z / SQRT_TWO);
  }
}
