package io.palavra.search.tune;

import io.palavra.search.trial.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What came of a search.
 *
 * @param finished false where it was stopped and can be gone on with
 * @param trials all candidates and repeats
 * @param ranking of the candidates
 * @param test the winner's metrics on the test set; empty where it was not scored
 * @param model the winner's; empty as above
 * @param seconds of search in all
 */
public record TuneResult(
    boolean finished,
    List<Trial> trials,
    Ranking ranking,
    SortedMap<String, Double> test,
    Optional<Path> model,
    double seconds) {

  /** Copies the list. */
  public TuneResult {
    trials = List.copyOf(trials);
  }
}
