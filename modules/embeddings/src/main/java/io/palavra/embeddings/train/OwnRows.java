package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.FloatRows;
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
  private final FloatRows table;
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
  OwnRows(RowMath math, FloatRows table, int shared, int worker, int count) {
    this.math = math;
    this.table = table;
    this.nobody = shared + worker * needed(count);
    this.first = nobody + RowMath.GROUP;
    this.count = count;
    this.before = new float[count * table.width()];
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
    return table.place(nobody + i % RowMath.GROUP);
  }

  /** Where to work on a row for the next step. */
  int place(int row) {
    if (row >= count) {
      return table.place(row);
    }
    if (++uses[row] >= USES) {
      exchange(row);
    }
    return table.place(first + row);
  }

  /** To be called before the first step: others may have changed the shared rows. */
  void take() {
    float[] numbers = table.numbers();
    System.arraycopy(numbers, table.place(0), numbers, table.place(first), before.length);
    System.arraycopy(numbers, table.place(0), before, 0, before.length);
  }

  /** To be called behind the last step. */
  void give() {
    for (int row = 0; row < count; row++) {
      exchange(row);
    }
  }

  private void exchange(int row) {
    uses[row] = 0;
    float[] numbers = table.numbers();
    int width = table.width();
    int at = table.place(row);
    int copy = table.place(first + row);
    math.addScaled(-1, before, row * width, numbers, copy, width);
    math.addScaled(1, numbers, copy, numbers, at, width);
    System.arraycopy(numbers, at, numbers, copy, width);
    System.arraycopy(numbers, copy, before, row * width, width);
  }
}
