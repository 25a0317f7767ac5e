package io.palavra.benchmarks.search;

import io.palavra.search.space.Choice;
import io.palavra.search.space.Condition;
import io.palavra.search.space.Continuous;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Space;
import io.palavra.search.strategy.Observation;
import io.palavra.search.strategy.Sampler;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Functions that optimisers are compared on, with their least values.
 *
 * @param name as {@code optuna_regret.py} has it
 * @param space where they are defined
 * @param value of a point
 * @param least the value at the optimum
 */
record StandardFunction(
    String name, Space space, ToDoubleFunction<Map<String, Object>> value, double least) {
  private static final double[] HARTMANN_ALPHA = {1.0, 1.2, 3.0, 3.2};
  private static final double[][] HARTMANN_A = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] HARTMANN_P = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };

  /** All of them. */
  static List<StandardFunction> all() {
    return List.of(branin(), hartmann(), rosenbrock(), conditional());
  }

  /** Branin and Hoo (Dixon and Szego 1978), three equal minima. */
  static StandardFunction branin() {
    return new StandardFunction(
        "branin", numbers(-5, 10, 0, 15), v -> branin(number(v, "x0"), number(v, "x1")), 0.397887);
  }

  /** Hartmann in six dimensions (Dixon and Szego 1978). */
  static StandardFunction hartmann() {
    return new StandardFunction(
        "hartmann",
        numbers(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1),
        StandardFunction::hartmann,
        -3.32237);
  }

  /** Rosenbrock (1960) in two dimensions. */
  static StandardFunction rosenbrock() {
    return new StandardFunction(
        "rosenbrock",
        numbers(-2.048, 2.048, -2.048, 2.048),
        v -> {
          double x = number(v, "x0");
          double y = number(v, "x1");
          return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
        },
        0);
  }

  /** Branin behind one choice, a bowl whose floor is 1 behind the other. */
  static StandardFunction conditional() {
    Space space =
        new Space(
            List.of(
                Dimension.of("kind", new Choice(List.of("bowl", "branin"))),
                when("x0", -5, 10, "branin"),
                when("x1", 0, 15, "branin"),
                when("r", -10, 10, "bowl")));
    return new StandardFunction(
        "conditional",
        space,
        v ->
            v.get("kind").equals("branin")
                ? branin(number(v, "x0"), number(v, "x1"))
                : 1 + number(v, "r") * number(v, "r"),
        0.397887);
  }

  private static Dimension when(String name, double low, double high, String kind) {
    return Dimension.of(name, new Continuous(low, high, false))
        .when(new Condition("kind", Set.of(kind)));
  }

  static Space numbers(double... bounds) {
    Dimension[] dimensions = new Dimension[bounds.length / 2];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] =
          Dimension.of("x" + i, new Continuous(bounds[2 * i], bounds[2 * i + 1], false));
    }
    return new Space(List.of(dimensions));
  }

  private static double number(Map<String, Object> values, String name) {
    return (Double) values.get(name);
  }

  private static double branin(double x, double y) {
    double b = 5.1 / (4 * Math.PI * Math.PI);
    double inner = y - b * x * x + 5 / Math.PI * x - 6;
    return inner * inner + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  }

  private static double hartmann(Map<String, Object> values) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double inner = 0;
      for (int j = 0; j < 6; j++) {
        double d = number(values, "x" + j) - HARTMANN_P[i][j];
        inner += HARTMANN_A[i][j] * d * d;
      }
      sum -= HARTMANN_ALPHA[i] * Math.exp(-inner);
    }
    return sum;
  }

  /** How far the best of so many trials stays above the least value. */
  double regret(Sampler sampler, int trials) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < trials; i++) {
      var point = sampler.next().orElseThrow();
      double loss = value.applyAsDouble(space.values(point));
      best = Math.min(best, loss);
      sampler.tell(new Observation(point, 1, loss));
    }
    return best - least;
  }

  /**
   * What the best of so many random trials is above the least value, by theory: the integral of the
   * probability that all of them are above, from the function's own distribution over many points.
   */
  double expectedOfRandom(int trials, int points) {
    SplittableRandom random = new SplittableRandom(11);
    double[] values = new double[points];
    for (int i = 0; i < points; i++) {
      values[i] = value.applyAsDouble(space.values(space.random(random)));
    }
    Arrays.sort(values);
    double expected = 0;
    for (int i = 0; i < points; i++) {
      double above = Math.pow(1 - (double) i / points, trials);
      double stillAbove = Math.pow(1 - (i + 1.0) / points, trials);
      expected += values[i] * (above - stillAbove);
    }
    return expected - least;
  }
}
