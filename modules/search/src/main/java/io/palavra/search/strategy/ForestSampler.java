package io.palavra.search.strategy;

import io.palavra.search.forest.Forest;
import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Sequential search by a model (Hutter, Hoos and Leyton-Brown 2011): a random forest foretells the
 * loss of points, and the one of which the greatest improvement is to be expected comes next; one
 * in eight is drawn by chance. The first six are spread evenly.
 *
 * <p>The number of epochs is an input of the forest, so that what short trainings have shown counts
 * for long ones. A point that failed counts as bad as the worst that did not.
 */
public final class ForestSampler implements Sampler {
  private static final int FIRST = 6;
  private static final int BY_CHANCE = 8;
  private static final int DRAWS = 300;
  private static final int BEST = 10;
  private static final int NEIGHBOURS = 4;

  /** How far a neighbour is in an option whose values have an order, by standard deviation. */
  private static final double STEP = 0.2;

  /** The forest grows anew when it has not seen one in so many observations. */
  private static final int OLD = 50;

  private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);

  private final Space space;
  private final SplittableRandom random;
  private final Sampler first;
  private final Unseen unseen = new Unseen();
  private final Reserve reserve;
  private final List<Observation> seen = new ArrayList<>();
  private Optional<Model> model = Optional.empty();

  /**
   * What is known.
   *
   * @param epochs the most that a point was trained
   * @param best the least loss after so many
   * @param seen observations when it was made
   */
  private record Model(Forest forest, int epochs, double best, int seen) {

    double improvement(double[] input) {
      Forest.Forecast forecast = forest.forecast(input);
      double gain = best - forecast.mean();
      double z = gain / forecast.deviation();
      return gain * STANDARD.cumulativeProbability(z) + forecast.deviation() * STANDARD.density(z);
    }
  }

  /** The same seed and answers give the same points. */
  public ForestSampler(Space space, long seed) {
    this.space = space;
    this.random = new SplittableRandom(seed);
    this.first = new SobolSampler(space, random.nextLong());
    this.reserve = new Reserve(space, seed);
  }

  @Override
  public Optional<Point> next() {
    Optional<Point> spare = reserve.point(unseen::gave);
    if (spare.isEmpty()) {
      return spare;
    }
    Optional<Point> point = Optional.empty();
    if (unseen.given() < FIRST) {
      point = first.next().filter(unseen::add);
    } else if (unseen.given() % BY_CHANCE > 0) {
      point = model().flatMap(this::promising).filter(unseen::add);
    }
    if (point.isEmpty()) {
      point = unseen.first(() -> space.random(random)).or(() -> spare.filter(unseen::add));
    }
    return point;
  }

  /** None before a point has come to its end. */
  private Optional<Model> model() {
    if (model.isEmpty() || seen.size() > model.get().seen * (1 + 1.0 / OLD)) {
      int most = seen.stream().mapToInt(Observation::epochs).max().orElse(0);
      double best =
          seen.stream()
              .filter(observation -> observation.epochs() == most)
              .mapToDouble(Observation::loss)
              .min()
              .orElse(Double.POSITIVE_INFINITY);
      model =
          Double.isFinite(best)
              ? Optional.of(new Model(forest(most), most, best, seen.size()))
              : Optional.empty();
    }
    return model;
  }

  private Forest forest(int most) {
    double worst =
        seen.stream().mapToDouble(Observation::loss).filter(Double::isFinite).max().orElseThrow();
    double[][] inputs = new double[seen.size()][];
    double[] losses = new double[seen.size()];
    for (int i = 0; i < losses.length; i++) {
      inputs[i] = input(seen.get(i).point(), seen.get(i).epochs(), most);
      losses[i] = Math.min(worst, seen.get(i).loss());
    }
    return new Forest(inputs, losses, random.split());
  }

  /** A point and the logarithm of its epochs; options that do not matter are put in the middle. */
  private double[] input(Point point, int epochs, int most) {
    double[] input = new double[space.size() + 1];
    for (int d = 0; d < space.size(); d++) {
      input[d] = point.active(d) ? point.unit(d) : 0.5;
    }
    input[space.size()] = most > 1 ? Math.log(epochs) / Math.log(most) : 1;
    return input;
  }

  private Optional<Point> promising(Model known) {
    Point winner = null;
    double greatest = Double.NEGATIVE_INFINITY;
    for (Point point : candidates()) {
      double gain = known.improvement(input(point, known.epochs, known.epochs));
      if (gain > greatest) {
        greatest = gain;
        winner = point;
      }
    }
    return Optional.ofNullable(winner);
  }

  /** New points: by chance, and beside the best. */
  private Set<Point> candidates() {
    Set<Point> candidates = new LinkedHashSet<>();
    for (int i = 0; i < DRAWS; i++) {
      candidates.add(space.random(random));
    }
    List<Observation> order = new ArrayList<>(seen);
    order.sort(
        Comparator.comparingInt(Observation::epochs)
            .reversed()
            .thenComparingDouble(Observation::loss));
    for (Observation observation : order.subList(0, Math.min(BEST, order.size()))) {
      for (int d = 0; d < space.size(); d++) {
        for (int k = 0; k < NEIGHBOURS; k++) {
          candidates.add(neighbour(observation.point(), d));
        }
      }
    }
    candidates.removeIf(unseen::gave);
    return candidates;
  }

  private Point neighbour(Point point, int dimension) {
    double[] units = point.units();
    for (int d = 0; d < units.length; d++) {
      units[d] = Double.isNaN(units[d]) ? random.nextDouble() : units[d];
    }
    double draw = Math.max(1e-9, random.nextDouble());
    units[dimension] =
        space.dimensions().get(dimension).range().ordered()
            ? units[dimension] + STEP * STANDARD.inverseCumulativeProbability(draw)
            : draw;
    units[dimension] = Math.min(Math.nextDown(1.0), Math.max(0, units[dimension]));
    return space.point(units);
  }

  @Override
  public void tell(Observation observation) {
    seen.add(observation);
  }
}
