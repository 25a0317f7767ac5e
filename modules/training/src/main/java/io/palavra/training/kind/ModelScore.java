package io.palavra.training.kind;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How good a model is on some data.
 *
 * @param metrics by name, as {@code metrics.json} has them
 * @param summary the report for a terminal, several lines
 */
public record ModelScore(SortedMap<String, Double> metrics, String summary) {

  /** Copies the map. */
  public ModelScore {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }

  /** The same with a line above its summary, where there is any. */
  public ModelScore headed(Optional<String> line) {
    return line.map(text -> new ModelScore(metrics, text + "\n" + summary)).orElse(this);
  }
}
