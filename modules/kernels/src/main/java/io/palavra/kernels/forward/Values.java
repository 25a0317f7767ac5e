package io.palavra.kernels.forward;

import io.palavra.kernels.arithmetic.RowSource;

/**
 * What one stage hands to the next: numbers for each step of each sequence, or for each sequence as
 * a whole, which is its step 0. They are there until the stage is applied again.
 */
public interface Values {

  /** How many numbers a step has. */
  int width();

  /** How many steps a sequence has here: layers below may have made some into one. */
  int steps(int sequence);

  /** Copies the numbers of a step to {@code out}. */
  void read(int sequence, int step, float[] out, int at);

  /** The same as rows of {@code [time, batch]}, for {@code batch} sequences. */
  default RowSource<float[]> byTime(int batch) {
    return (row, out, at) -> read(row % batch, row / batch, out, at);
  }
}
