package io.palavra.search.importance;

import io.palavra.search.forest.RegressionTree;
import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The share of a score's variance that each option explains by itself: functional analysis of
 * variance over a random forest (Hutter, Hoos and Leyton-Brown 2014, main effects). What is missing
 * to 1 is what options do together.
 */
public final class Importance {
  private static final int TREES = 48;
  private static final int FEWEST = 8;
  private static final RegressionTree.Growth GROWTH = new RegressionTree.Growth(3, 64, true);

  private Importance() {}

  /**
   * The options' shares.
   *
   * @param points the candidates
   * @param values their scores
   * @return by option, in the space's order; empty for fewer than eight candidates, or where all
   *     have the same score
   */
  public static Map<String, Double> of(Space space, List<Point> points, List<Double> values) {
    Map<String, Double> shares = new LinkedHashMap<>();
    double[] scores = values.stream().mapToDouble(Double::doubleValue).toArray();
    if (scores.length < FEWEST) {
      return shares;
    }
    double[][] cube = points.stream().map(Importance::filled).toArray(double[][]::new);
    double[] sums = new double[space.size()];
    SplittableRandom random = new SplittableRandom(1);
    int counted = 0;
    for (int tree = 0; tree < TREES; tree++) {
      List<RegressionTree.Leaf> leaves =
          new RegressionTree(cube, scores, GROWTH, random.split()).leaves();
      double mean = leaves.stream().mapToDouble(l -> l.volume(-1) * l.value()).sum();
      double all = leaves.stream().mapToDouble(l -> l.volume(-1) * square(l.value() - mean)).sum();
      if (all > 1e-18) {
        counted++;
        for (int d = 0; d < sums.length; d++) {
          sums[d] += alone(leaves, d, mean) / all;
        }
      }
    }
    for (int d = 0; d < sums.length && counted > 0; d++) {
      shares.put(space.dimensions().get(d).name(), sums[d] / counted);
    }
    return shares;
  }

  /** An option that does not matter at a point is put in the middle. */
  private static double[] filled(Point point) {
    double[] units = point.units();
    for (int i = 0; i < units.length; i++) {
      units[i] = Double.isNaN(units[i]) ? 0.5 : units[i];
    }
    return units;
  }

  /** Variance of the mean over all other dimensions. */
  private static double alone(List<RegressionTree.Leaf> leaves, int d, double mean) {
    TreeSet<Double> cuts = new TreeSet<>(List.of(0.0, 1.0));
    leaves.forEach(leaf -> cuts.add(leaf.low()[d]));
    List<Double> edges = new ArrayList<>(cuts);
    double variance = 0;
    for (int k = 1; k < edges.size(); k++) {
      double middle = (edges.get(k - 1) + edges.get(k)) / 2;
      double marginal = 0;
      for (RegressionTree.Leaf leaf : leaves) {
        if (leaf.low()[d] < middle && middle < leaf.high()[d]) {
          marginal += leaf.volume(d) * leaf.value();
        }
      }
      variance += (edges.get(k) - edges.get(k - 1)) * square(marginal - mean);
    }
    return variance;
  }

  private static double square(double x) {
    return x * x;
  }
}
