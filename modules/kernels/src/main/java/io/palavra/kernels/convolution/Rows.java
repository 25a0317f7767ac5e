package io.palavra.kernels.convolution;

import io.palavra.kernels.recurrent.Extent;

/**
 * Where the steps of a mini-batch lie when those that do not count are left out: sequence after
 * sequence, with rows of zeros before, between and behind them. A window of a filter is then a
 * stretch of consecutive rows, and nothing is computed for padding.
 */
final class Rows {
  private final Extent extent;
  private final int[] starts;
  private final int[] lengths;
  private final int[] steps;
  private final int count;

  /**
   * @param least rows that each sequence takes at least
   * @param gap rows of zeros before the first sequence and behind each
   * @param slack further rows of zeros at the end
   */
  Rows(Extent extent, int least, int gap, int slack) {
    int batch = extent.batch();
    this.extent = extent;
    this.starts = new int[batch];
    this.lengths = new int[batch];
    this.steps = new int[extent.rows()];
    int row = gap;
    for (int b = 0; b < batch; b++) {
      int length = 0;
      for (int t = 0; t < extent.steps(); t++) {
        if (extent.counts(t * batch + b)) {
          steps[b * extent.steps() + length++] = t;
        }
      }
      starts[b] = row;
      lengths[b] = length;
      row += Math.max(least, length) + gap;
    }
    this.count = Math.addExact(row, slack);
  }

  int batch() {
    return starts.length;
  }

  /** Steps of the padded sequences. */
  int time() {
    return extent.steps();
  }

  /** Rows in all. */
  int count() {
    return count;
  }

  /** The row of a sequence's first step. */
  int start(int sequence) {
    return starts[sequence];
  }

  /** How many steps of a sequence count. */
  int length(int sequence) {
    return lengths[sequence];
  }

  /** The place of the {@code i}-th step that counts among the padded ones. */
  int step(int sequence, int i) {
    return steps[sequence * extent.steps() + i];
  }

  /** Steps that count, of all sequences together. */
  int live() {
    int sum = 0;
    for (int length : lengths) {
      sum += length;
    }
    return sum;
  }

  /** The first sequence of part {@code part} of {@code parts} parts of about as many rows. */
  int cut(int part, int parts) {
    if (part == 0 || part == parts) {
      return part == 0 ? 0 : batch();
    }
    long row = (long) count * part / parts;
    int b = 0;
    while (b < batch() && starts[b] < row) {
      b++;
    }
    return b;
  }
}
