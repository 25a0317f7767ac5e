package io.palavra.search.file;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.search.arbiter.GeneticSampler;
import io.palavra.search.space.Space;
import io.palavra.search.strategy.Flat;
import io.palavra.search.strategy.ForestSampler;
import io.palavra.search.strategy.GridSampler;
import io.palavra.search.strategy.Halving;
import io.palavra.search.strategy.RandomSampler;
import io.palavra.search.strategy.Sampler;
import io.palavra.search.strategy.SobolSampler;
import io.palavra.search.strategy.Strategy;
import io.palavra.search.strategy.TpeSampler;
import io.palavra.search.study.Budget;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which strategy a search has, by name, so that a file can say it.
 *
 * @param name one of {@link #NAMES}
 * @param sampler of {@code asha} and {@code halving}: one of {@link #SAMPLERS}
 * @param factor of {@code asha} and {@code halving}: one in so many climbs, and trains so many
 *     times as long
 * @param least of {@code asha} and {@code halving}: epochs of the lowest rung
 * @param steps of {@code grid}: values of an option that has more than so many
 */
public record StrategyChoice(String name, String sampler, int factor, int least, int steps) {
  /** All that there are. */
  public static final List<String> NAMES =
      List.of("grid", "random", "sobol", "genetic", "halving", "asha", "tpe", "forest");

  /** Those that choose points and nothing else. */
  public static final List<String> SAMPLERS =
      List.of("random", "sobol", "genetic", "tpe", "forest");

  /**
   * @throws BadInputException for a name that is none, or a number out of range
   */
  public StrategyChoice {
    require("strategy", name, NAMES);
    require("sampler", sampler, SAMPLERS);
    atLeast("factor", factor, 2);
    atLeast("least", least, 1);
    atLeast("steps", steps, 2);
  }

  /** A strategy with what serves most searches. */
  public static StrategyChoice of(String name) {
    return new StrategyChoice(name, "random", 3, 1, 5);
  }

  /** What can be said of a strategy, its name included. */
  static List<String> keys(String name) {
    return switch (name) {
      case "asha", "halving" -> List.of("name", "sampler", "factor", "least");
      case "grid" -> List.of("name", "steps");
      default -> List.of("name");
    };
  }

  private static void require(String what, String name, List<String> known) {
    if (!known.contains(name)) {
      throw BadInputException.of(what, name, NearestName.choice(name, known));
    }
  }

  private static void atLeast(String what, int value, int bound) {
    if (value < bound) {
      throw BadInputException.of(what, String.valueOf(value), "a whole number from " + bound);
    }
  }

  /** Whether it trains candidates for different numbers of epochs. */
  public boolean halves() {
    return name.equals("asha") || name.equals("halving");
  }

  /** Whether a search with more candidates begins as one with fewer. */
  boolean growsWithoutChange() {
    return !name.equals("grid") && !name.equals("halving");
  }

  /**
   * The strategy.
   *
   * @throws BadInputException when a grid has more points than the budget has candidates, or the
   *     lowest rung more epochs than the highest
   */
  public Strategy make(Space space, Budget budget, long seed) {
    if (!halves()) {
      return new Flat(sampler(name, space, budget, seed), budget.candidates(), budget.epochs());
    }
    if (least > budget.epochs()) {
      throw BadInputException.of(
          "least", String.valueOf(least), "at most the budget's " + budget.epochs() + " epochs");
    }
    return new Halving(
        sampler(sampler, space, budget, seed),
        budget.candidates(),
        least,
        budget.epochs(),
        factor,
        name.equals("halving"));
  }

  private Sampler sampler(String which, Space space, Budget budget, long seed) {
    return switch (which) {
      case "grid" -> new GridSampler(space, steps, budget.candidates(), seed);
      case "sobol" -> new SobolSampler(space, seed);
      case "genetic" -> new GeneticSampler(space, seed);
      case "tpe" -> new TpeSampler(space, seed);
      case "forest" -> new ForestSampler(space, seed);
      default -> new RandomSampler(space, seed);
    };
  }

  /** As text by name. */
  public SortedMap<String, String> settings() {
    SortedMap<String, String> all = new TreeMap<>();
    all.put("strategy", name);
    if (halves()) {
      all.put("sampler", sampler);
      all.put("factor", String.valueOf(factor));
      all.put("least", String.valueOf(least));
    }
    if (name.equals("grid")) {
      all.put("steps", String.valueOf(steps));
    }
    return all;
  }
}
