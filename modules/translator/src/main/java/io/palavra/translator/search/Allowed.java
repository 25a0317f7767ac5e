package io.palavra.translator.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which tokens may follow a hypothesis, whatever the model thinks of them. */
final class Allowed {
  private final SearchOptions options;
  private final int end;
  private final List<Integer> never;

  Allowed(SearchOptions options, int end, int[] never) {
    this.options = options;
    this.end = end;
    this.never = Arrays.stream(never).boxed().toList();
  }

  /** Takes from the log-probabilities those that may not follow. */
  void apply(List<Integer> tokens, float[] next) {
    banned(tokens).forEach(token -> next[token] = Float.NEGATIVE_INFINITY);
  }

  /** What may not follow some tokens. */
  Set<Integer> banned(List<Integer> tokens) {
    Set<Integer> banned = new HashSet<>(never);
    if (tokens.size() < options.minLength()) {
      banned.add(end);
    }
    int n = options.blockRepeated();
    if (n == 0 || tokens.size() < n) {
      return banned;
    }
    List<Integer> tail = tokens.subList(tokens.size() - n + 1, tokens.size());
    for (int i = 0; i + n <= tokens.size(); i++) {
      if (tokens.subList(i, i + n - 1).equals(tail)) {
        banned.add(tokens.get(i + n - 1));
      }
    }
    return banned;
  }
}
