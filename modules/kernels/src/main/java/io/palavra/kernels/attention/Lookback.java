package io.palavra.kernels.attention;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.part.Rows;
import io.palavra.kernels.part.Sheet;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values that hypotheses look back at, computed once: those of a memory, or of the steps
 * of the hypotheses themselves. Nothing is copied when a hypothesis goes on from another: what each
 * one sees is a list of rows.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Lookback<A> {
  private final Floor<A> floor;

  /** Of each step that was noted, a row for each of its hypotheses. */
  private final List<A> keys = new ArrayList<>();

  private final List<A> values = new ArrayList<>();

  /** For each hypothesis: which row of the first, second, .. noted step it sees. */
  private int[][] seen = {};

  private final boolean whole;

  private Lookback(Floor<A> floor, boolean whole) {
    this.floor = floor;
    this.whole = whole;
  }

  /** Of hypotheses that have no steps yet. */
  static <A> Lookback<A> empty(Floor<A> floor) {
    return new Lookback<>(floor, false);
  }

  /** Of a memory; one hypothesis for each of its sequences. */
  static <A> Lookback<A> of(Floor<A> floor, Sheet<A> key, Sheet<A> value) {
    Lookback<A> all = new Lookback<>(floor, true);
    all.keys.add(copy(floor, key));
    all.values.add(copy(floor, value));
    Rows rows = key.rows();
    all.seen = new int[rows.batch()][];
    for (int b = 0; b < all.seen.length; b++) {
      all.seen[b] = new int[rows.length(b)];
      for (int j = 0; j < all.seen[b].length; j++) {
        all.seen[b][j] = rows.from(b) + j;
      }
    }
    return all;
  }

  private static <A> A copy(Floor<A> floor, Sheet<A> sheet) {
    int length = sheet.rows().count() * sheet.width();
    A copy = floor.math().allocate(length);
    floor.math().copy(sheet.values(), 0, copy, 0, length);
    return copy;
  }

  /** The hypotheses are now those that go on from the given ones. */
  void choose(int[] parents) {
    int[][] now = new int[parents.length][];
    for (int i = 0; i < now.length; i++) {
      now[i] = keys.isEmpty() ? new int[0] : seen[parents[i]];
    }
    seen = now;
  }

  /** Every hypothesis sees one row more, its own. */
  void note(Sheet<A> key, Sheet<A> value) {
    keys.add(copy(floor, key));
    values.add(copy(floor, value));
    int[][] now = new int[seen.length][];
    for (int i = 0; i < now.length; i++) {
      now[i] = java.util.Arrays.copyOf(seen[i], seen[i].length + 1);
      now[i][seen[i].length] = i;
    }
    seen = now;
  }

  int length(int hypothesis) {
    return seen[hypothesis].length;
  }

  A keys(int step) {
    return keys.get(whole ? 0 : step);
  }

  A values(int step) {
    return values.get(whole ? 0 : step);
  }

  int row(int hypothesis, int step) {
    return seen[hypothesis][step];
  }
}
