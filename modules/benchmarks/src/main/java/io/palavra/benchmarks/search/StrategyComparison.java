package io.palavra.benchmarks.search;

import io.palavra.benchmarks.search.TrainedTable.Seen;
import io.palavra.search.arbiter.GeneticSampler;
import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import io.palavra.search.strategy.Flat;
import io.palavra.search.strategy.Halving;
import io.palavra.search.strategy.Proposal;
import io.palavra.search.strategy.RandomSampler;
import io.palavra.search.strategy.Strategy;
import io.palavra.search.strategy.TpeSampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * The strategies side by side on trained tables, with the epochs of 48 whole candidates each. The
 * first argument is a folder, each further one a data set, {@code trec:3} for one in three of its
 * training texts; what a table lacks is trained first, and nothing is with the flag {@code
 * -Dlook=true}.
 */
public final class StrategyComparison {
  private static final int CANDIDATES = 48;
  private static final int SEEDS = 60;
  private static final int MOST_CANDIDATES = 100_000;

  private final TrainedTable table;
  private final Space space = TableSpace.space();

  private StrategyComparison(TrainedTable table) {
    this.table = table;
  }

  /**
   * How the best so far grew.
   *
   * @param epochs trained in all when it grew, and the accuracy then
   * @param best the options of the best
   */
  private record Course(TreeMap<Integer, Double> epochs, Map<String, String> best) {

    double after(int spent) {
      Map.Entry<Integer, Double> last = epochs.floorEntry(spent);
      return last == null ? 0 : last.getValue();
    }

    double end() {
      return epochs.lastEntry().getValue();
    }

    /** Epochs until it was as good as that; as many as none has, where it never was. */
    int until(double accuracy) {
      return epochs.entrySet().stream()
          .filter(entry -> entry.getValue() >= accuracy)
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(Integer.MAX_VALUE);
    }
  }

  /** Data sets and the folder of their tables. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    for (int i = 1; i < args.length; i++) {
      String[] parts = args[i].split(":");
      int share = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
      Path file = folder.resolve(parts[0] + ".jsonl");
      if (!Boolean.getBoolean("look")) {
        TrainedTable.train(
            PartOfData.of(parts[0], share, folder.resolve("data-" + parts[0])),
            TableSpace.all(),
            file,
            System.err::println);
      }
      System.out.println(args[i]);
      new StrategyComparison(TrainedTable.read(file)).compare();
    }
  }

  private void compare() {
    Map<String, LongFunction<Strategy>> strategies = new LinkedHashMap<>();
    strategies.put("random", s -> flat(new RandomSampler(space, s)));
    strategies.put("genetic", s -> flat(new GeneticSampler(space, s)));
    strategies.put("asha", s -> halving(new RandomSampler(space, s)));
    strategies.put("tpe", s -> flat(new TpeSampler(space, s)));
    strategies.put("asha with tpe", s -> halving(new TpeSampler(space, s)));
    double greatest =
        TableSpace.all().stream()
            .mapToDouble(o -> table.at(o, TrainedTable.EPOCHS).accuracy())
            .max()
            .orElseThrow();
    Seen defaults = table.at(TableSpace.defaults(), TrainedTable.EPOCHS);
    System.out.printf(
        Locale.ROOT, "best of the table %.4f; the defaults %.4f%n", greatest, defaults.accuracy());
    int budget = budget();
    Map<String, List<Course>> courses = new LinkedHashMap<>();
    strategies.forEach(
        (name, strategy) -> {
          List<Course> all = new ArrayList<>();
          for (long seed = 1; seed <= SEEDS; seed++) {
            all.add(run(strategy.apply(seed), budget));
          }
          courses.put(name, all);
        });
    double target = courses.get("random").stream().mapToDouble(Course::end).average().orElseThrow();
    courses.forEach((name, all) -> print(name, all, budget, target));
  }

  private void print(String name, List<Course> all, int budget, double target) {
    Sample third = Sample.of(all.stream().map(c -> c.after(budget / 3)).toList());
    Sample end = Sample.of(all.stream().map(Course::end).toList());
    List<Integer> until = all.stream().map(c -> c.until(target)).sorted().toList();
    int median = until.get(until.size() / 2);
    Map<Map<String, String>, Integer> winners = new HashMap<>();
    all.forEach(course -> winners.merge(course.best, 1, Integer::sum));
    Map<String, String> usual =
        winners.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    System.out.printf(
        Locale.ROOT,
        "%-14s best %.4f ± %.4f, after a third %.4f ± %.4f; random's mean best after %s of its"
            + " epochs (median); wins most often: %s%n",
        name,
        end.mean(),
        end.error(),
        third.mean(),
        third.error(),
        median == Integer.MAX_VALUE
            ? "more than all"
            : String.format(Locale.ROOT, "%.0f %%", 100.0 * median / budget),
        usual);
  }

  /** The epochs that 48 random candidates take on average. */
  private int budget() {
    double sum = 0;
    for (Map<String, String> options : TableSpace.all()) {
      sum += table.at(options, TrainedTable.EPOCHS).epochs();
    }
    return (int) Math.round(CANDIDATES * sum / TableSpace.all().size());
  }

  private static Strategy flat(io.palavra.search.strategy.Sampler sampler) {
    return new Flat(sampler, MOST_CANDIDATES, TrainedTable.EPOCHS);
  }

  private static Strategy halving(io.palavra.search.strategy.Sampler sampler) {
    return new Halving(sampler, MOST_CANDIDATES, 1, TrainedTable.EPOCHS, 3, false);
  }

  private Course run(Strategy strategy, int budget) {
    TreeMap<Integer, Double> course = new TreeMap<>();
    Map<Point, Integer> trained = new HashMap<>();
    Map<String, String> best = Map.of();
    int spent = 0;
    Optional<Proposal> next = strategy.ask();
    while (next.isPresent()) {
      Proposal proposal = next.get();
      Map<String, String> options = TableSpace.options(space, proposal.point());
      Seen seen = table.at(options, proposal.epochs());
      spent += seen.epochs() - trained.getOrDefault(proposal.point(), 0);
      if (spent > budget) {
        break;
      }
      trained.put(proposal.point(), seen.epochs());
      if (course.isEmpty() || seen.accuracy() > course.lastEntry().getValue()) {
        course.put(spent, seen.accuracy());
        best = options;
      }
      strategy.tell(proposal, -seen.accuracy());
      next = strategy.ask();
    }
    return new Course(course, best);
  }
}
