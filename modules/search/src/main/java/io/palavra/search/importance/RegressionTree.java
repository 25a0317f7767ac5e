package io.palavra.search.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A regression tree over the unit cube (Breiman et al. 1984), grown until its leaves hold few
 * points, each split chosen among a random share of the dimensions. Kept as its leaves, each a box
 * with the mean of its points.
 */
final class RegressionTree {
  private static final int FEW = 3;
  private static final int MOST_LEAVES = 64;

  private final double[][] points;
  private final double[] values;
  private final SplittableRandom random;
  private final List<Leaf> leaves = new ArrayList<>();

  /**
   * A box.
   *
   * @param low lower bounds
   * @param high upper bounds
   * @param value mean of its points
   */
  record Leaf(double[] low, double[] high, double value) {

    /** Share of the cube without one dimension; -1 for with all. */
    double volume(int without) {
      double volume = 1;
      for (int i = 0; i < low.length; i++) {
        volume *= i == without ? 1 : high[i] - low[i];
      }
      return volume;
    }
  }

  private record Split(int dimension, double at, double error) {}

  /** A tree for a sample of points with replacement. */
  RegressionTree(double[][] points, double[] values, SplittableRandom random) {
    this.points = points;
    this.values = values;
    this.random = random;
    int[] sample = random.ints(points.length, 0, points.length).toArray();
    double[] low = new double[points[0].length];
    double[] high = low.clone();
    Arrays.fill(high, 1);
    grow(sample, low, high);
  }

  /** The boxes, which fill the cube. */
  List<Leaf> leaves() {
    return leaves;
  }

  private void grow(int[] sample, double[] low, double[] high) {
    Split split = sample.length <= FEW || leaves.size() >= MOST_LEAVES ? null : best(sample);
    if (split == null) {
      leaves.add(
          new Leaf(
              low, high, Arrays.stream(sample).mapToDouble(i -> values[i]).average().orElse(0)));
      return;
    }
    int d = split.dimension;
    double[] middleHigh = high.clone();
    double[] middleLow = low.clone();
    middleHigh[d] = split.at;
    middleLow[d] = split.at;
    grow(Arrays.stream(sample).filter(i -> points[i][d] <= split.at).toArray(), low, middleHigh);
    grow(Arrays.stream(sample).filter(i -> points[i][d] > split.at).toArray(), middleLow, high);
  }

  private Split best(int[] sample) {
    Split best = null;
    int dimensions = points[0].length;
    for (int d = 0; d < dimensions; d++) {
      boolean looked = dimensions < 3 || random.nextInt(3) > 0;
      Split split = looked ? best(sample, d) : null;
      if (split != null && (best == null || split.error < best.error)) {
        best = split;
      }
    }
    return best;
  }

  /** The best place in one dimension, by the sum of squares that is left. */
  private Split best(int[] sample, int d) {
    Integer[] order = Arrays.stream(sample).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(points[a][d], points[b][d]));
    double total = Arrays.stream(sample).mapToDouble(i -> values[i]).sum();
    double left = 0;
    Split best = null;
    for (int k = 1; k < order.length; k++) {
      left += values[order[k - 1]];
      double before = points[order[k - 1]][d];
      double after = points[order[k]][d];
      if (after > before) {
        double right = total - left;
        double error = -left * left / k - right * right / (order.length - k);
        if (best == null || error < best.error) {
          best = new Split(d, (before + after) / 2, error);
        }
      }
    }
    return best;
  }
}
