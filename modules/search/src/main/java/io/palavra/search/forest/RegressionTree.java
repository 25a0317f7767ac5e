package io.palavra.search.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A regression tree over the unit cube (Breiman et al. 1984), grown as far as it is let. Its leaves
 * are boxes, each with the mean of its points.
 */
public final class RegressionTree {
  private final double[][] points;
  private final double[] values;
  private final Growth growth;
  private final SplittableRandom random;
  private final List<Leaf> leaves = new ArrayList<>();
  private final Node root;

  /**
   * A box.
   *
   * @param low lower bounds
   * @param high upper bounds
   * @param value mean of its points
   */
  public record Leaf(double[] low, double[] high, double value) {

    /** Share of the cube without one dimension; -1 for with all. */
    public double volume(int without) {
      double volume = 1;
      for (int i = 0; i < low.length; i++) {
        volume *= i == without ? 1 : high[i] - low[i];
      }
      return volume;
    }
  }

  /** A place where points part, or a leaf, which has no sides. */
  private record Node(int dimension, double at, Node left, Node right, double value) {}

  private record Split(int dimension, double at, double error) {}

  /**
   * How far a tree grows.
   *
   * @param few points of a box that is not cut any more
   * @param mostLeaves boxes from which on none is cut any more
   * @param someDimensions whether each cut looks at two in three dimensions, by chance, and not at
   *     all
   */
  public record Growth(int few, int mostLeaves, boolean someDimensions) {}

  /**
   * A tree for a sample of points with replacement.
   *
   * @param points {@code [points, dimensions]}, from 0 to 1
   * @param values one of each point
   */
  public RegressionTree(
      double[][] points, double[] values, Growth growth, SplittableRandom random) {
    this.points = points;
    this.values = values;
    this.growth = growth;
    this.random = random;
    int[] sample = random.ints(points.length, 0, points.length).toArray();
    double[] low = new double[points[0].length];
    double[] high = low.clone();
    Arrays.fill(high, 1);
    root = grow(sample, low, high);
  }

  /** The boxes, which fill the cube. */
  public List<Leaf> leaves() {
    return leaves;
  }

  /** The mean of the box that a point of the cube lies in. */
  public double value(double[] point) {
    Node node = root;
    while (node.left != null) {
      node = point[node.dimension] <= node.at ? node.left : node.right;
    }
    return node.value;
  }

  private Node grow(int[] sample, double[] low, double[] high) {
    Split split =
        sample.length <= growth.few || leaves.size() >= growth.mostLeaves ? null : best(sample);
    if (split == null) {
      double mean = Arrays.stream(sample).mapToDouble(i -> values[i]).average().orElse(0);
      leaves.add(new Leaf(low, high, mean));
      return new Node(0, 0, null, null, mean);
    }
    int d = split.dimension;
    double[] middleHigh = high.clone();
    double[] middleLow = low.clone();
    middleHigh[d] = split.at;
    middleLow[d] = split.at;
    Node left =
        grow(
            Arrays.stream(sample).filter(i -> points[i][d] <= split.at).toArray(), low, middleHigh);
    Node right =
        grow(Arrays.stream(sample).filter(i -> points[i][d] > split.at).toArray(), middleLow, high);
    return new Node(d, split.at, left, right, 0);
  }

  private Split best(int[] sample) {
    Split best = null;
    int dimensions = points[0].length;
    for (int d = 0; d < dimensions; d++) {
      boolean looked = !growth.someDimensions || dimensions < 3 || random.nextInt(3) > 0;
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
