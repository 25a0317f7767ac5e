package io.palavra.kernels.recurrent;

import java.util.Arrays;

/**
 * A mini-batch without its masked steps: the counted steps of each sequence move together, the
 * sequences are ordered from the longest to the shortest, and the rows of one step lie side by
 * side. So no arithmetic is done for padding, wherever it lies.
 *
 * <p>A sequence's place in that order is its rank. Rows have two numbers: packed ones, {@code
 * offset(step) + rank}, and those of the padded batch, {@code step * batch + sequence}.
 *
 * <p>States before a step lie in the packed row of that step; those that no step follows lie behind
 * all rows, at {@code rows() + rank}.
 */
final class Packing {
  private final int batch;
  private final int paddedRows;
  private final int steps;
  private final boolean whole;

  /** First row of each step, and behind the last one the number of rows. */
  private final int[] offsets;

  /** For each rank the sequence. */
  private final int[] order;

  /** For each rank the number of steps. */
  private final int[] lengths;

  /** For each row its place in the padded batch. */
  private final int[] padded;

  /** For each row of the padded batch its packed row, or -1. */
  private final int[] packed;

  private Packing(Extent extent, int[] order, int[] lengths) {
    this.batch = extent.batch();
    this.paddedRows = extent.rows();
    this.whole = !extent.masked();
    this.order = order;
    this.lengths = lengths;
    this.steps = batch == 0 ? 0 : lengths[0];
    this.offsets = new int[steps + 1];
    this.packed = new int[paddedRows];
    for (int s = 0, rank = batch; s < steps; s++) {
      while (lengths[rank - 1] <= s) {
        rank--;
      }
      offsets[s + 1] = offsets[s] + rank;
    }
    this.padded = new int[rows()];
    Arrays.fill(packed, -1);
    for (int rank = 0; rank < batch; rank++) {
      for (int t = 0, s = 0; s < lengths[rank]; t++) {
        int at = t * batch + order[rank];
        if (extent.counts(at)) {
          int row = offsets[s++] + rank;
          padded[row] = at;
          packed[at] = row;
        }
      }
    }
  }

  /** Packs a mini-batch. */
  static Packing of(Extent extent) {
    int batch = extent.batch();
    long[] keys = new long[batch];
    for (int b = 0; b < batch; b++) {
      int count = 0;
      for (int t = 0; t < extent.steps(); t++) {
        count += extent.counts(t * batch + b) ? 1 : 0;
      }
      keys[b] = (long) (extent.steps() - count) << 32 | b;
    }
    Arrays.sort(keys);
    int[] order = new int[batch];
    int[] lengths = new int[batch];
    for (int rank = 0; rank < batch; rank++) {
      order[rank] = (int) keys[rank];
      lengths[rank] = extent.steps() - (int) (keys[rank] >> 32);
    }
    return new Packing(extent, order, lengths);
  }

  int batch() {
    return batch;
  }

  /** Length of the longest sequence. */
  int steps() {
    return steps;
  }

  /** How many steps all sequences have together. */
  int rows() {
    return offsets[steps];
  }

  int paddedRows() {
    return paddedRows;
  }

  /** Whether packed and padded rows are the same. */
  boolean whole() {
    return whole;
  }

  int offset(int step) {
    return offsets[step];
  }

  /** How many sequences have such a step: those of lower rank. */
  int active(int step) {
    return offsets[step + 1] - offsets[step];
  }

  int sequence(int rank) {
    return order[rank];
  }

  int length(int rank) {
    return lengths[rank];
  }

  /** Where a packed row lies in the padded batch. */
  int padded(int row) {
    return padded[row];
  }

  /** For every row of the padded batch its packed row; negative where the step does not count. */
  int[] places() {
    return packed.clone();
  }

  /** The packed row of a row of the padded batch; negative where the step does not count. */
  int packed(int row) {
    return packed[row];
  }

  /** At which step of the padded batch a packed row lies. */
  int time(int row) {
    return padded[row] / batch;
  }

  /** Where the state before a sequence's first step lies. */
  int start(int rank, boolean reversed) {
    int length = lengths[rank];
    return length == 0 ? end(rank) : offsets[reversed ? length - 1 : 0] + rank;
  }

  /** Where the state after a sequence's last step lies. */
  int end(int rank) {
    return rows() + rank;
  }

  /** For each row where the state after it lies. */
  int[] after(boolean reversed) {
    int[] after = new int[rows()];
    for (int s = 0; s < steps; s++) {
      int next = reversed ? s - 1 : s + 1;
      int going = next < 0 || next == steps ? 0 : Math.min(active(next), active(s));
      for (int rank = 0; rank < active(s); rank++) {
        after[offsets[s] + rank] = rank < going ? offsets[next] + rank : end(rank);
      }
    }
    return after;
  }

  /**
   * Divides the ranks into {@code parts} stretches of about the same number of steps, cut at
   * multiples of four.
   *
   * @return {@code parts + 1} bounds; stretches can be empty
   */
  int[] divide(int parts) {
    int[] cuts = new int[parts + 1];
    cuts[parts] = batch;
    long sum = 0;
    int part = 1;
    for (int rank = 0; rank < batch && part < parts; rank += 4) {
      long half = sum;
      for (int i = rank; i < Math.min(batch, rank + 4); i++) {
        sum += lengths[i];
        half += i < rank + 2 ? lengths[i] : 0;
      }
      while (part < parts && half * parts >= (long) rows() * part) {
        cuts[part++] = rank;
      }
    }
    while (part < parts) {
      cuts[part++] = batch;
    }
    return cuts;
  }
}
