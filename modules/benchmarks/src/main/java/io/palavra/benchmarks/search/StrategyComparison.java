package io.palavra.benchmarks.search;

import io.palavra.benchmarks.search.TrainedTable.Seen;
import io.palavra.search.arbiter.GeneticSampler;
import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import io.palavra.search.strategy.Flat;
import io.palavra.search.strategy.ForestSampler;
import io.palavra.search.strategy.Halving;
import io.palavra.search.strategy.Proposal;
import io.palavra.search.strategy.RandomSampler;
import io.palavra.search.strategy.Strategy;
import io.palavra.search.strategy.TpeSampler;
import io.palavra.search.training.CandidateRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
 * first argument is a folder, the second a kind of model, each further one a data set, {@code
 * trec:3} for one in three of its training texts. What a table lacks is trained first, with {@code
 * -Dlook=true} nothing is; the points that win are trained for the test set, with {@code
 * -Duntested=true} they are not.
 */
public final class StrategyComparison {
  private static final int CANDIDATES = 48;
  private static final int SEEDS = 60;
  private static final int MOST_CANDIDATES = 100_000;

  private final TrainedTable table;
  private final TableSpace grid;
  private final Space space;
  private final Optional<TestedPoints> tested;

  private StrategyComparison(TrainedTable table, TableSpace grid, Optional<TestedPoints> tested) {
    this.table = table;
    this.tested = tested;
    this.grid = grid;
    this.space = grid.space();
  }

  /**
   * What a search would have come to, had it been stopped at any time.
   *
   * @param epochs trained in all, those in which the winner is trained to its end among them, and
   *     the winner's accuracy then
   * @param best the winner's options at the end
   * @param seconds of processor time
   */
  private record Course(TreeMap<Integer, Double> epochs, Map<String, String> best, double seconds) {

    double after(int spent) {
      Map.Entry<Integer, Double> last = epochs.floorEntry(spent);
      return last == null ? 0 : last.getValue();
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

  /** The folder of the tables, the kind of model, and data sets. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    TableSpace grid = TableSpace.of(args[1]);
    for (String name : List.of(args).subList(2, args.length)) {
      String[] parts = name.split(":");
      String plain = name.replace(':', '-');
      int share = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
      CandidateRequest request =
          TrainedTable.request(
              PartOfData.of(parts[0], share, folder.resolve("data-" + plain)), grid);
      Path file = folder.resolve(grid.kind() + "-" + plain + ".jsonl");
      if (!Boolean.getBoolean("look")) {
        TrainedTable.train(request, grid.all(), file, System.err::println);
      }
      Optional<TestedPoints> tested =
          Boolean.getBoolean("untested")
              ? Optional.empty()
              : Optional.of(
                  new TestedPoints(
                      request, folder.resolve(grid.kind() + "-" + plain + "-test.jsonl")));
      System.out.println(name);
      new StrategyComparison(TrainedTable.read(file, grid.keepsBest()), grid, tested).compare();
    }
  }

  private void compare() {
    Map<String, LongFunction<Strategy>> strategies = new LinkedHashMap<>();
    strategies.put("random", s -> flat(new RandomSampler(space, s)));
    strategies.put("genetic", s -> flat(new GeneticSampler(space, s)));
    strategies.put("asha", s -> halving(new RandomSampler(space, s), 1));
    strategies.put("tpe", s -> flat(new TpeSampler(space, s)));
    strategies.put("forest", s -> flat(new ForestSampler(space, s)));
    strategies.put("asha with tpe", s -> halving(new TpeSampler(space, s), 1));
    strategies.put("the same, least: 3", s -> halving(new TpeSampler(space, s), 3));
    strategies.put("asha with forest", s -> halving(new ForestSampler(space, s), 1));
    strategies.put("that with least: 3", s -> halving(new ForestSampler(space, s), 3));
    double greatest =
        grid.all().stream()
            .mapToDouble(o -> table.at(o, TrainedTable.EPOCHS).accuracy())
            .max()
            .orElseThrow();
    Seen defaults = table.at(grid.defaults(), TrainedTable.EPOCHS);
    System.out.printf(
        Locale.ROOT,
        "best of the table %.4f; the defaults %.4f%s%n",
        greatest,
        defaults.accuracy(),
        tested.map(t -> ", on the test set " + percent(t.of(grid.defaults()))).orElse(""));
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
    double target =
        courses.get("random").stream().mapToDouble(c -> c.after(budget)).average().orElseThrow();
    courses.forEach((name, all) -> print(name, all, budget, target));
  }

  private void print(String name, List<Course> all, int budget, double target) {
    Sample third = Sample.of(all.stream().map(c -> c.after(budget / 3)).toList());
    Sample end = Sample.of(all.stream().map(c -> c.after(budget)).toList());
    List<Integer> until = all.stream().map(c -> c.until(target)).sorted().toList();
    int median = until.get(until.size() / 2);
    Map<Map<String, String>, Integer> winners = new HashMap<>();
    all.forEach(course -> winners.merge(course.best, 1, Integer::sum));
    Map<String, String> usual =
        winners.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    String test =
        tested
            .map(
                t ->
                    String.format(
                        Locale.ROOT,
                        "; on the test set %s, the usual winner %s",
                        percent(all.stream().map(c -> Sample.of(t.of(c.best)).mean()).toList()),
                        percent(t.of(usual))))
            .orElse("");
    System.out.printf(
        Locale.ROOT,
        "%-18s best %.4f ± %.4f, after a third %.4f ± %.4f; random's mean best after %s of its"
            + " epochs (median); %.2f min%s; wins most often: %s%n",
        name,
        end.mean(),
        end.error(),
        third.mean(),
        third.error(),
        median == Integer.MAX_VALUE
            ? "more than all"
            : String.format(Locale.ROOT, "%.0f %%", 100.0 * median / budget),
        all.stream().mapToDouble(Course::seconds).average().orElseThrow() / 60,
        test,
        usual);
  }

  /** Mean and standard deviation. */
  private static String percent(List<Double> values) {
    Sample sample = Sample.of(values);
    return String.format(
        Locale.ROOT,
        "%.2f (sd %.2f)",
        100 * sample.mean(),
        100 * sample.error() * Math.sqrt(values.size()));
  }

  /** The epochs that 48 random candidates take on average. */
  private int budget() {
    double sum = 0;
    for (Map<String, String> options : grid.all()) {
      sum += table.at(options, TrainedTable.EPOCHS).epochs();
    }
    return (int) Math.round(CANDIDATES * sum / grid.all().size());
  }

  private static Strategy flat(io.palavra.search.strategy.Sampler sampler) {
    return new Flat(sampler, MOST_CANDIDATES, TrainedTable.EPOCHS);
  }

  private static Strategy halving(io.palavra.search.strategy.Sampler sampler, int least) {
    return new Halving(sampler, MOST_CANDIDATES, least, TrainedTable.EPOCHS, 3, false);
  }

  private Course run(Strategy strategy, int budget) {
    TreeMap<Integer, Map<String, String>> winners = new TreeMap<>();
    Map<Point, Seen> trained = new LinkedHashMap<>();
    int spent = 0;
    double seconds = 0;
    Optional<Proposal> next = strategy.ask();
    while (next.isPresent()) {
      Proposal proposal = next.get();
      Seen seen = table.at(grid.options(space, proposal.point()), proposal.epochs());
      Seen before = trained.getOrDefault(proposal.point(), new Seen(0, 0, 0));
      spent += seen.epochs() - before.epochs();
      if (spent > budget) {
        break;
      }
      seconds += seen.seconds() - before.seconds();
      trained.put(proposal.point(), seen);
      Map<String, String> winner = grid.options(space, best(trained));
      int rest = whole(winner).epochs() - trained.get(best(trained)).epochs();
      winners.put(spent + rest, winner);
      strategy.tell(proposal, -seen.accuracy());
      next = strategy.ask();
    }
    return course(winners, budget, seconds);
  }

  private Seen whole(Map<String, String> options) {
    return table.at(options, TrainedTable.EPOCHS);
  }

  private static Point best(Map<Point, Seen> trained) {
    return trained.entrySet().stream()
        .max(Comparator.comparingDouble(entry -> entry.getValue().accuracy()))
        .orElseThrow()
        .getKey();
  }

  private Course course(TreeMap<Integer, Map<String, String>> winners, int budget, double seconds) {
    TreeMap<Integer, Double> scores = new TreeMap<>();
    winners.forEach((epochs, options) -> scores.put(epochs, whole(options).accuracy()));
    return new Course(scores, winners.floorEntry(budget).getValue(), seconds);
  }
}
