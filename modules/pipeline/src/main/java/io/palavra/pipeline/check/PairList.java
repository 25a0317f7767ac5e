package io.palavra.pipeline.check;

import java.util.Arrays;

/** Pairs of row numbers: all are counted, the first ones kept. */
final class PairList {
  private final int most;
  private long[] rows = new long[16];
  private int kept;
  private long count;

  PairList(int most) {
    this.most = most;
  }

  void add(long first, long second) {
    count++;
    if (kept == most) {
      return;
    }
    if (2 * kept == rows.length) {
      rows = Arrays.copyOf(rows, rows.length * 2);
    }
    rows[2 * kept] = first;
    rows[2 * kept + 1] = second;
    kept++;
  }

  int kept() {
    return kept;
  }

  long count() {
    return count;
  }

  long first(int pair) {
    return rows[2 * pair];
  }

  long second(int pair) {
    return rows[2 * pair + 1];
  }
}
