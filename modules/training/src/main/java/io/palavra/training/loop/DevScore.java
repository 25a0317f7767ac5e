package io.palavra.training.loop;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a network does on the development set.
 *
 * @param metrics value by name; always {@code loss}, and what the application adds ({@code
 *     accuracy}, {@code macroF1}, {@code bleu})
 */
public record DevScore(SortedMap<String, Double> metrics) {

  /** Copies the map. */
  public DevScore {
    metrics = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    if (!metrics.containsKey("loss")) {
      throw new IllegalArgumentException("no loss among " + metrics.keySet());
    }
  }
}
