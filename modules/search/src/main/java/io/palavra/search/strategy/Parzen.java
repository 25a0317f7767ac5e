package io.palavra.search.strategy;

import io.palavra.search.space.Point;
import io.palavra.search.space.Range;
import io.palavra.search.space.Space;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * A density over a space: a mixture of one kernel a point and one that is flat. A kernel is a
 * product over the options: a Gaussian cut off at the ends of the unit interval where values have
 * an order, and for a choice, most of the weight on its own value and the rest on the others
 * (Aitchison and Aitken 1976). Where an option does not matter at a kernel's point, the kernel is
 * flat in it.
 */
final class Parzen {
  private static final double SQRT_TWO = Math.sqrt(2);
  private static final double LOG_SQRT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
  private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);

  private final Space space;
  private final List<Point> points;
  private final double width;
  private final double miss;
  private final double[][] middles;
  private final double[][] heights;

  /**
   * @param width standard deviation of the Gaussians, in units of the interval
   * @param miss weight that a kernel gives to the other values of a choice, all together
   */
  Parzen(Space space, List<Point> points, double width, double miss) {
    this.space = space;
    this.points = points;
    this.width = width;
    this.miss = miss;
    this.middles = new double[points.size()][];
    this.heights = new double[points.size()][];
    for (int k = 0; k < middles.length; k++) {
      middles[k] = points.get(k).units();
      heights[k] = heights(middles[k]);
    }
  }

  /** Logarithm of each Gaussian's density at its middle, where there is one. */
  private double[] heights(double[] middle) {
    double[] all = new double[middle.length];
    for (int i = 0; i < all.length; i++) {
      if (!Double.isNaN(middle[i]) && space.dimensions().get(i).range().ordered()) {
        double inside = cumulative((1 - middle[i]) / width) - cumulative(-middle[i] / width);
        all[i] = -LOG_SQRT_TWO_PI - Math.log(width) - Math.log(inside);
      }
    }
    return all;
  }

  /** A draw. */
  Point draw(SplittableRandom random) {
    int kernel = random.nextInt(points.size() + 1);
    double[] units = new double[space.size()];
    for (int i = 0; i < units.length; i++) {
      double flat = random.nextDouble();
      boolean near = kernel < points.size() && points.get(kernel).active(i);
      units[i] = near ? near(i, points.get(kernel).unit(i), flat) : flat;
    }
    return space.point(units);
  }

  /** A uniform number turned into one near a kernel's middle. */
  private double near(int dimension, double middle, double uniform) {
    Range range = space.dimensions().get(dimension).range();
    if (range.ordered()) {
      double low = cumulative(-middle / width);
      double high = cumulative((1 - middle) / width);
      double share = Math.min(1 - 1e-12, Math.max(1e-12, low + uniform * (high - low)));
      double unit = middle + width * STANDARD.inverseCumulativeProbability(share);
      return Math.min(Math.nextDown(1.0), Math.max(0, unit));
    }
    return uniform < 1 - miss ? middle : (uniform - 1 + miss) / miss;
  }

  /** Logarithm of the density at a point, but for a constant that is the same for all. */
  double logDensity(Point point) {
    double[] units = point.units();
    double[] logs = new double[middles.length + 1];
    double most = 0;
    for (int k = 0; k < middles.length; k++) {
      for (int i = 0; i < units.length; i++) {
        if (!Double.isNaN(units[i]) && !Double.isNaN(middles[k][i])) {
          logs[k] += logKernel(i, k, units[i]);
        }
      }
      most = Math.max(most, logs[k]);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - most);
    }
    return most + Math.log(sum / logs.length);
  }

  /** Against the flat density, which is 1 over the interval and 1 / n for each of n choices. */
  private double logKernel(int dimension, int kernel, double unit) {
    Range range = space.dimensions().get(dimension).range();
    double middle = middles[kernel][dimension];
    if (range.ordered()) {
      double z = (unit - middle) / width;
      return heights[kernel][dimension] - 0.5 * z * z;
    }
    double values = range.size().orElseThrow();
    double share = miss / values;
    return Math.log(values * (unit == middle ? 1 - miss + share : share));
  }

  private static double cumulative(double z) {
    return 0.5 * Erf.erfc(-z / SQRT_TWO);
  }
}
