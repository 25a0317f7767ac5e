package io.palavra.search.strategy;

import io.palavra.search.space.Dimension;
import io.palavra.search.space.Point;
import io.palavra.search.space.Range;
import io.palavra.search.space.Space;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * A density over a space: a mixture of one kernel a point and one that is as wide as the space. A
 * kernel is a product over the options, so that what goes together is kept together (Falkner et al.
 * 2018, section 4). Where values have an order its factor is a Gaussian, cut off at the ends, as
 * wide as the point is far from its farther neighbour in that option (Bergstra et al. 2011, section
 * 4.2), but not below a bound that falls with the number of points; for a choice it is most of the
 * probability on the point's value; for an option that does not matter to the point it is flat.
 */
final class JointParzen {
  private static final double SQRT_TWO = Math.sqrt(2);
  private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);
  private static final double NARROW = 0.6;
  private static final int NARROWEST = 100;
  private static final int FULL_WEIGHT = 25;

  private final Space space;
  private final int kernels;
  private final double[] logWeights;
  private final double[] cumulative;
  private final double[][] middles;
  private final double[][] widths;
  private final double[][] logInside;

  /**
   * @param points the oldest first; those before the last 25 count the less the older they are
   */
  JointParzen(Space space, List<Point> points) {
    this.space = space;
    this.kernels = points.size() + 1;
    double[] weights = weights(points.size());
    double sum = Arrays.stream(weights).sum();
    this.logWeights = Arrays.stream(weights).map(w -> Math.log(w / sum)).toArray();
    this.cumulative = weights.clone();
    for (int k = 0; k < kernels; k++) {
      cumulative[k] = weights[k] / sum + (k == 0 ? 0 : cumulative[k - 1]);
    }
    this.middles = new double[space.size()][kernels];
    this.widths = new double[space.size()][kernels];
    this.logInside = new double[space.size()][kernels];
    for (int d = 0; d < space.size(); d++) {
      for (int k = 0; k < points.size(); k++) {
        middles[d][k] = points.get(k).unit(d);
      }
      middles[d][kernels - 1] = Double.NaN;
      widen(d);
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

  private void widen(int d) {
    double[] sorted =
        DoubleStream.concat(
                Arrays.stream(middles[d]).filter(m -> !Double.isNaN(m)), DoubleStream.of(0.5))
            .sorted()
            .toArray();
    int n = sorted.length - 1;
    double least = NARROW / Math.min(NARROWEST, kernels);
    for (int k = 0; k < kernels; k++) {
      double middle = middles[d][k];
      if (Double.isNaN(middle)) {
        continue;
      }
      int at = Arrays.binarySearch(sorted, middle);
      double left = at > 0 ? sorted[at] - sorted[at - 1] : 0;
      double right = at < n ? sorted[at + 1] - sorted[at] : 0;
      double width = Math.max(least, Math.min(1, Math.max(left, right)));
      widths[d][k] = width;
      logInside[d][k] = Math.log(width * (below((1 - middle) / width) - below(-middle / width)));
    }
  }

  /** A draw of numbers from 0 to 1. */
  double[] draw(SplittableRandom random) {
    double at = random.nextDouble();
    int kernel = 0;
    while (kernel < kernels - 1 && at > cumulative[kernel]) {
      kernel++;
    }
    double[] units = new double[space.size()];
    for (int d = 0; d < units.length; d++) {
      units[d] = draw(d, kernel, random.nextDouble());
    }
    return units;
  }

  private double draw(int d, int kernel, double uniform) {
    double middle = middles[d][kernel];
    if (Double.isNaN(middle)) {
      return uniform;
    }
    Range range = space.dimensions().get(d).range();
    if (!range.ordered()) {
      double other = 1.0 / (kernels + values(range));
      double spread = other * values(range);
      return uniform < spread ? uniform / spread : middle;
    }
    double width = widths[d][kernel];
    double low = below(-middle / width);
    double high = below((1 - middle) / width);
    double share = Math.min(1 - 1e-12, Math.max(1e-12, low + uniform * (high - low)));
    double unit = middle + width * STANDARD.inverseCumulativeProbability(share);
    return Math.min(Math.nextDown(1.0), Math.max(0, unit));
  }

  private static double values(Range range) {
    return range.size().orElseThrow();
  }

  /** Logarithm of the density at a point, over the options that matter there. */
  double log(Point point) {
    double[] logs = logWeights.clone();
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < kernels; k++) {
      for (int d = 0; d < space.size(); d++) {
        if (point.active(d)) {
          logs[k] += log(space.dimensions().get(d), d, k, point.unit(d));
        }
      }
      most = Math.max(most, logs[k]);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - most);
    }
    return most + Math.log(sum);
  }

  private double log(Dimension dimension, int d, int kernel, double unit) {
    double middle = middles[d][kernel];
    Range range = dimension.range();
    if (!range.ordered()) {
      if (Double.isNaN(middle)) {
        return -Math.log(values(range));
      }
      boolean same = range.value(middle).equals(range.value(unit));
      return Math.log((same ? kernels + 1 : 1) / (kernels + values(range)));
    }
    if (Double.isNaN(middle)) {
      return 0;
    }
    double z = (unit - middle) / widths[d][kernel];
    return -logInside[d][kernel] - LOG_SQRT_TWO_PI - 0.5 * z * z;
  }

  private static double below(double z) {
    return 0.5 * Erf.erfc(-z / SQRT_TWO);
  }
}
