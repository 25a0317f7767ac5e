package io.palavra.search.forest;

import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Trees for samples of the same points (Breiman 2001), whose disagreement says how sure they are.
 */
public final class Forest {
  private static final int TREES = 30;

  /** Every point for itself: what trees have in common is what their samples have. */
  private static final RegressionTree.Growth GROWTH = new RegressionTree.Growth(1, 256, false);

  private final RegressionTree[] trees;

  /**
   * What a forest says of a point.
   *
   * @param mean over the trees
   * @param deviation between the trees, above 0
   */
  public record Forecast(double mean, double deviation) {
    private static final double LEAST = 1e-9;

    private static Forecast of(double sum, double squares, int trees) {
      double mean = sum / trees;
      // Where all trees say the same, rounding can leave a variance below 0.
      double variance = Math.max(0, squares / trees - mean * mean);
      return new Forecast(mean, Math.max(LEAST, Math.sqrt(variance)));
    }
  }

  /**
   * @param points {@code [points, dimensions]}, from 0 to 1
   * @param values one of each point
   */
  public Forest(double[][] points, double[] values, SplittableRandom random) {
    this.trees =
        Stream.generate(() -> new RegressionTree(points, values, GROWTH, random.split()))
            .limit(TREES)
            .toArray(RegressionTree[]::new);
  }

  /** The forecast for a point of the cube. */
  public Forecast forecast(double[] point) {
    double sum = 0;
    double squares = 0;
    for (RegressionTree tree : trees) {
      double value = tree.value(point);
      sum += value;
      squares += value * value;
    }
    return Forecast.of(sum, squares, trees.length);
  }
}
