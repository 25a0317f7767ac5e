package io.palavra.pipeline.subword;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * One word on its way from characters to sub-words: symbols in a chain, possible merges in line by
 * rank, then by place. n log n, so that a "word" of a million characters is no attack.
 */
final class Cut {
  private final BytePairMerges merges;
  private final String[] symbols;
  private final int[] before;
  private final int[] after;
  private final PriorityQueue<Merge> queue = new PriorityQueue<>();

  private record Merge(int rank, int at, String left, String right) implements Comparable<Merge> {
    @Override
    public int compareTo(Merge other) {
      return rank != other.rank ? Integer.compare(rank, other.rank) : Integer.compare(at, other.at);
    }
  }

  Cut(String word, BytePairMerges merges) {
    this.merges = merges;
    this.symbols = word.codePoints().mapToObj(Character::toString).toArray(String[]::new);
    this.before = new int[symbols.length];
    this.after = new int[symbols.length];
    for (int i = 0; i < symbols.length; i++) {
      before[i] = i - 1;
      after[i] = i + 1;
    }
  }

  List<String> run() {
    for (int i = 0; i < symbols.length; i++) {
      propose(i);
    }
    while (!queue.isEmpty()) {
      join(queue.poll());
    }
    return pieces();
  }

  /** A merge that is left out may be tried again after its neighbours have changed. */
  List<String> run(double dropout, RandomGenerator random) {
    for (int i = 0; i < symbols.length; i++) {
      propose(i);
    }
    List<Merge> leftOut = new ArrayList<>();
    while (!queue.isEmpty()) {
      Merge next = queue.poll();
      if (dropout > 0 && random.nextDouble() < dropout) {
        leftOut.add(next);
      } else if (join(next)) {
        queue.addAll(leftOut);
        leftOut.clear();
      }
    }
    return pieces();
  }

  private boolean join(Merge merge) {
    int left = merge.at;
    int right = after[left];
    boolean stale =
        symbols[left] == null
            || right >= symbols.length
            || !merge.left.equals(symbols[left])
            || !merge.right.equals(symbols[right]);
    if (stale) {
      return false;
    }
    symbols[left] = merge.left + merge.right;
    symbols[right] = null;
    after[left] = after[right];
    if (after[left] < symbols.length) {
      before[after[left]] = left;
    }
    propose(left);
    if (before[left] >= 0) {
      propose(before[left]);
    }
    return true;
  }

  private void propose(int left) {
    int right = after[left];
    if (right < symbols.length) {
      int rank = merges.rank(symbols[left], symbols[right]);
      if (rank >= 0) {
        queue.add(new Merge(rank, left, symbols[left], symbols[right]));
      }
    }
  }

  private List<String> pieces() {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < symbols.length; i = after[i]) {
      pieces.add(symbols[i]);
    }
    return List.copyOf(pieces);
  }
}
