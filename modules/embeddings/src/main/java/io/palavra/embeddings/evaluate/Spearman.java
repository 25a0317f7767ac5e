package io.palavra.embeddings.evaluate;

import java.util.Arrays;

/**
 * Spearman's rank correlation of values that come in pairs; equal values share the mean of their
 * ranks. Values are put in order once, so that samples drawn from the pairs cost no sorting.
 */
final class Spearman {
  private final int[] x;
  private final int[] y;
  private final int xs;
  private final int ys;

  /**
   * @throws IllegalArgumentException when a value is NaN, which has no rank
   */
  Spearman(double[] x, double[] y) {
    double[] ofX = distinct(x);
    double[] ofY = distinct(y);
    this.x = places(x, ofX);
    this.y = places(y, ofY);
    this.xs = ofX.length;
    this.ys = ofY.length;
  }

  /** NaN when there are fewer than two values or all of one side are equal. */
  static double of(double[] x, double[] y) {
    return new Spearman(x, y).ofAll();
  }

  /** The correlation of all pairs; NaN as {@link #of(double[], double[])}. */
  double ofAll() {
    int[] once = new int[x.length];
    Arrays.fill(once, 1);
    return of(once);
  }

  /**
   * The correlation of a sample.
   *
   * @param times how often each pair is in it
   */
  double of(int[] times) {
    double[] ranksX = ranks(x, xs, times);
    double[] ranksY = ranks(y, ys, times);
    double mean = (Arrays.stream(times).sum() + 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      double a = ranksX[x[i]] - mean;
      double b = ranksY[y[i]] - mean;
      xy += times[i] * a * b;
      xx += times[i] * a * a;
      yy += times[i] * b * b;
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double[] distinct(double[] values) {
    if (Arrays.stream(values).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("NaN among " + values.length + " values to be ranked");
    }
    return Arrays.stream(values).map(value -> value + 0.0).sorted().distinct().toArray();
  }

  /** Which of the distinct values each is; 0 and -0 are one. */
  private static int[] places(double[] values, double[] distinct) {
    return Arrays.stream(values).mapToInt(v -> Arrays.binarySearch(distinct, v + 0.0)).toArray();
  }

  /** The rank of each of the distinct values in a sample. */
  private static double[] ranks(int[] places, int distinct, int[] times) {
    double[] ranks = new double[distinct];
    for (int i = 0; i < places.length; i++) {
      ranks[places[i]] += times[i];
    }
    double below = 0;
    for (int value = 0; value < distinct; value++) {
      double here = ranks[value];
      ranks[value] = below + (here + 1) / 2;
      below += here;
    }
    return ranks;
  }
}
