package io.palavra.search.report;

import io.palavra.search.space.Space;
import io.palavra.search.trial.Objective;
import io.palavra.search.trial.Trial;
import io.palavra.search.tune.Ranking;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * All that a report shows.
 *
 * @param title of the page
 * @param space what was searched over
 * @param objective what was to be made good
 * @param second another that was looked at
 * @param trials all candidates and repeats, in the order proposed
 * @param ranking the candidates, the best first
 * @param test the winner's metrics on the test set; empty while it is not scored
 * @param seconds of search
 */
public record SearchView(
    String title,
    Space space,
    Objective objective,
    Optional<Objective> second,
    List<Trial> trials,
    Ranking ranking,
    SortedMap<String, Double> test,
    double seconds) {

  /** Copies the list. */
  public SearchView {
    trials = List.copyOf(trials);
  }

  /** The search's own trainings that have a score, in the order proposed. */
  List<Trial> scored() {
    return trials.stream()
        .filter(trial -> trial.id().repeat() == 0)
        .filter(trial -> Double.isFinite(objective.loss(trial)))
        .toList();
  }

  double score(Trial trial) {
    OptionalDouble value = objective.of(trial);
    return value.orElse(Double.NaN);
  }

  /** From 0 for the worst to 1 for the best, by rank. */
  double shade(Trial trial) {
    List<Trial> all = scored();
    double loss = objective.loss(trial);
    long worse = all.stream().filter(other -> objective.loss(other) > loss).count();
    return all.size() < 2 ? 1 : worse / (all.size() - 1.0);
  }
}
