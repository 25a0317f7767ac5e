package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.RowMath;

/**
 * The rows of a table that are used most, as one of several workers has them. Where two cores write
 * the same rows, each waits for the other's cache at nearly every step. So a worker works on copies
 * of its own, which lie behind the shared rows of the same table; after a few uses what was learned
 * in a copy is added to the shared row, and the copy takes that row's value. A worker that is alone
 * has no copies. Serves one thread.
 */
final class OwnRows {
  /**
   * Rows of words that come first, which are the most frequent; of a Huffman tree, those near its
   * root. More of them make CBOW somewhat faster still, and take memory.
   */
  private static final int COPIED = 2000;

  /**
   * Uses of a copy before its change is handed on: fewer cost time, and with so many the vectors
   * are as good as without copies, with twice as many they are not.
   */
  static final int USES = 64;

  private final RowMath math;
  private final float[] table;
  private final int width;
  private final int nobody;
  private final int first;
  private final int count;
  private final float[] before;
  private final int[] uses;

  /**
   * @param shared rows; behind them lie {@link #needed} rows for each worker
   * @param worker from 0 on
   * @param count how many of the first rows have copies
   */
  OwnRows(RowMath math, float[] table, int width, int shared, int worker, int count) {
    this.math = math;
    this.table = table;
    this.width = width;
    this.nobody = shared + worker * needed(count);
    this.first = nobody + RowMath.GROUP;
    this.count = count;
    this.before = new float[count * width];
    this.uses = new int[count];
  }

  /** How many of a table's rows are copied when so many workers share it. */
  static int copied(int rows, int workers) {
    return workers == 1 ? 0 : Math.min(COPIED, rows);
  }

  /** How many rows a worker needs behind the shared ones. */
  static int needed(int count) {
    return RowMath.GROUP + count;
  }

  /** Where a row of zeros lies that only this worker has; so many of them are different. */
  int nobody(int i) {
    return (nobody + i % RowMath.GROUP) * width;
  }

  /** Where to work on a row for the next step. */
  int place(int row) {
    if (row >= count) {
      return row * width;
    }
    if (++uses[row] >= USES) {
      exchange(row);
    }
    return (first + row) * width;
  }

  /** To be called before the first step: others may have changed the shared rows. */
  void take() {
    System.arraycopy(table, 0, table, first * width, count * width);
    System.arraycopy(table, 0, before, 0, count * width);
  }

  /** To be called behind the last step. */
  void give() {
    for (int row = 0; row < count; row++) {
      exchange(row);
    }
  }

  private void exchange(int row) {
    uses[row] = 0;
    int at = row * width;
    int copy = (first + row) * width;
    math.addScaled(-1, before, at, table, copy, width);
    math.addScaled(1, table, copy, table, at, width);
    System.arraycopy(table, at, table, copy, width);
    System.arraycopy(table, copy, before, at, width);
  }
}
