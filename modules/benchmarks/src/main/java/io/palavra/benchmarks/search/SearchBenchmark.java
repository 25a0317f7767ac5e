package io.palavra.benchmarks.search;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.search.arbiter.GeneticSampler;
import io.palavra.search.strategy.ForestSampler;
import io.palavra.search.strategy.RandomSampler;
import io.palavra.search.strategy.Sampler;
import io.palavra.search.strategy.TpeSampler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Regret of the strategies on standard functions, beside Optuna where it is installed and beside
 * theory for random search; then what a search costs, and what two candidates at once gain.
 */
public final class SearchBenchmark implements Suite {
  private static final int EVALUATIONS = 100;
  private static final int POINTS = 1_000_000;

  @Override
  public String name() {
    return "search";
  }

  @Override
  public String description() {
    return "hyperparameter search: regret beside Optuna and theory, overhead, two at once";
  }

  @Override
  public List<Measure> run(boolean quick, Consumer<String> say) {
    List<Measure> all = new ArrayList<>();
    try {
      regret(quick ? 5 : 20, all, say);
      cost(all, say);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static void regret(int seeds, List<Measure> all, Consumer<String> say)
      throws IOException {
    Optional<OptunaPeer> optuna = OptunaPeer.find();
    SortedMap<String, List<Double>> theirs = new TreeMap<>();
    if (optuna.isPresent()) {
      say.accept("Optuna " + optuna.get().version() + ", " + seeds + " seeds");
      theirs.putAll(optuna.get().regrets(EVALUATIONS, seeds));
    } else {
      say.accept("no Optuna found (PALAVRA_PYTHON names a Python that has it)");
    }
    for (StandardFunction function : StandardFunction.all()) {
      Sample tpe = ours(function, seeds, seed -> new TpeSampler(function.space(), seed));
      Sample forest = ours(function, seeds, seed -> new ForestSampler(function.space(), seed));
      Sample genetic = ours(function, seeds, seed -> new GeneticSampler(function.space(), seed));
      Sample random = ours(function, 10 * seeds, seed -> new RandomSampler(function.space(), seed));
      double theory = function.expectedOfRandom(EVALUATIONS, POINTS);
      say.accept(
          String.format(
              Locale.ROOT,
              "%-12s tpe %s, forest %s, genetic %s, random %s (theory %.3f)",
              function.name(),
              tpe,
              forest,
              genetic,
              random,
              theory));
      add(all, function.name() + " random (theory)", random, Optional.of(theory), "theory");
      for (String sampler : List.of("tpe", "tpe-multivariate")) {
        List<Double> values = theirs.get(function.name() + " " + sampler);
        if (values != null) {
          Sample peer = Sample.of(values);
          say.accept(String.format(Locale.ROOT, "%-12s Optuna %s %s", "", sampler, peer));
          add(all, function.name() + " " + sampler, tpe, Optional.of(peer.mean()), "optuna");
        }
      }
    }
  }

  private static Sample ours(StandardFunction function, int seeds, LongFunction<Sampler> sampler) {
    return Sample.of(
        LongStream.range(0, seeds)
            .mapToObj(seed -> function.regret(sampler.apply(seed), EVALUATIONS))
            .toList());
  }

  /** As one over the regret, so that more is better. */
  private static void add(
      List<Measure> all, String what, Sample ours, Optional<Double> theirs, String peer) {
    all.add(
        new Measure(
            "search",
            "regret " + what,
            1 / ours.mean(),
            "1/regret after " + EVALUATIONS,
            theirs.map(value -> new Measure.Rival(peer, 1 / value))));
  }

  private static void cost(List<Measure> all, Consumer<String> say) throws IOException {
    SearchCost.of("random", 1, 1, 1);
    for (String strategy : List.of("tpe", "{name: asha, sampler: tpe}")) {
      SearchCost cost = SearchCost.of(strategy, 12, 3, 1);
      say.accept(
          String.format(
              Locale.ROOT,
              "%s: %.1f s, of which %.2f %% outside of trainings; %.1f %% of a training before and"
                  + " behind its epochs",
              strategy,
              cost.seconds(),
              100 * cost.overhead(),
              100 * (1 - cost.epochs() / cost.training())));
      all.add(
          Measure.alone("search", "overhead " + strategy, 100 * cost.overhead(), "% of the time"));
    }
    for (TwoAtOnce.How how : TwoAtOnce.How.values()) {
      TwoAtOnce measured = TwoAtOnce.measure(how);
      say.accept(measured.text(how));
      all.add(
          Measure.alone(
              "search", "two at once: " + how.words(), measured.ratio(), "times as fast"));
    }
  }
}
