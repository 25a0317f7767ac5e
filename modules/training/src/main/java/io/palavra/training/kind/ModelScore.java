package io.palavra.training.kind;

import java.util.Collections;
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
}
