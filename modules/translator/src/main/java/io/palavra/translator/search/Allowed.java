package io.palavra.translator.search;

import java.util.List;

/** Which tokens may follow a hypothesis, whatever the model thinks of them. */
final class Allowed {
  private final SearchOptions options;
  private final int end;
  private final int[] never;

  Allowed(SearchOptions options, int end, int[] never) {
    this.options = options;
    this.end = end;
    this.never = never;
  }

  /** Takes from the log-probabilities those that may not follow. */
  void apply(List<Integer> tokens, float[] next) {
    for (int banned : never) {
      next[banned] = Float.NEGATIVE_INFINITY;
    }
    if (tokens.size() < options.minLength()) {
      next[end] = Float.NEGATIVE_INFINITY;
    }
    int n = options.blockRepeated();
    if (n == 0 || tokens.size() < n) {
      return;
    }
    List<Integer> tail = tokens.subList(tokens.size() - n + 1, tokens.size());
    for (int i = 0; i + n <= tokens.size(); i++) {
      if (tokens.subList(i, i + n - 1).equals(tail)) {
        next[tokens.get(i + n - 1)] = Float.NEGATIVE_INFINITY;
      }
    }
  }
}
