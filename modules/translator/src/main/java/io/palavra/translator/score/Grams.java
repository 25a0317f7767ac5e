package io.palavra.translator.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts of n-grams of one order. */
final class Grams {
  private Grams() {}

  static Map<List<String>, Integer> of(List<String> units, int order) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + order <= units.size(); i++) {
      counts.merge(List.copyOf(units.subList(i, i + order)), 1, Integer::sum);
    }
    return counts;
  }

  /** Occurrences in both, each no more often than in either. */
  static int common(Map<List<String>, Integer> a, Map<List<String>, Integer> b) {
    int common = 0;
    for (Map.Entry<List<String>, Integer> entry : a.entrySet()) {
      common += Math.min(entry.getValue(), b.getOrDefault(entry.getKey(), 0));
    }
    return common;
  }
}
