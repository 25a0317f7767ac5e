package io.palavra.search.file;

import io.palavra.search.space.Space;
import io.palavra.search.study.Budget;
import io.palavra.search.study.Study;
import io.palavra.search.training.CandidateRequest;
import io.palavra.search.trial.Objective;
import io.palavra.training.options.OptionBinder;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A search, as a file describes it.
 *
 * @param request what all candidates have in common
 * @param data what they learn from, as the file names it
 * @param space what is searched over
 * @param objective what is to be made good
 * @param second another that is looked at; empty for none
 * @param strategy how candidates are chosen
 * @param budget when it ends
 * @param seed of strategy and trainings
 * @param parallel candidates at once
 * @param ownProcess whether each candidate has a Java process of its own
 * @param repeats how the winner is chosen
 */
public record TuneFile(
    CandidateRequest request,
    DataGroup data,
    Space space,
    Objective objective,
    Optional<Objective> second,
    StrategyChoice strategy,
    Budget budget,
    long seed,
    int parallel,
    boolean ownProcess,
    Repeats repeats) {

  /**
   * Looks at the data and the vectors, before there is a candidate.
   *
   * @throws io.palavra.pipeline.BadInputException when no candidate can be trained on them
   */
  public void requireUsable() {
    data.opened(request::requireUsable);
  }

  /** What the study needs to know of it. */
  public Study.Plan plan() {
    return new Study.Plan(space, objective, budget, seed, settings());
  }

  /**
   * All that decides what is proposed and how it is trained, what the files hold included. A search
   * may be gone on with in more time, with more at once, or, unless the strategy counts them, with
   * more candidates.
   */
  private SortedMap<String, String> settings() {
    SortedMap<String, String> all = new TreeMap<>(strategy.settings());
    all.put("kind", request.kind().id());
    all.put("data", request.data().data());
    request.data().dev().ifPresent(path -> all.put("dev", path.toString()));
    request.data().test().ifPresent(path -> all.put("test", path.toString()));
    request.data().reading().forEach((name, value) -> all.put("data " + name, value));
    OptionBinder.describe(request.base())
        .forEach(option -> all.put("option " + option.name(), option.defaultValue()));
    space.words().forEach((name, words) -> all.put("space " + name, words));
    all.put("objective", objective.words());
    all.put("epochs", String.valueOf(budget.epochs()));
    if (!strategy.growsWithoutChange()) {
      all.put("candidates", String.valueOf(budget.candidates()));
    }
    all.put("seed", String.valueOf(seed));
    all.put("layers", request.layers().name());
    request.vectors().ifPresent(path -> all.put("vectors", path.toString()));
    for (String name : List.of("data", "dev", "test", "vectors")) {
      Optional.ofNullable(all.get(name))
          .flatMap(Contents::of)
          .ifPresent(sum -> all.put("contents of " + name, sum));
    }
    return all;
  }
}
