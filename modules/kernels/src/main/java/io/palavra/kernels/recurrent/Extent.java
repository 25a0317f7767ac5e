package io.palavra.kernels.recurrent;

/**
 * The size of a mini-batch of sequences and which of its steps count.
 *
 * @param steps number of time steps
 * @param batch number of sequences
 * @param live for row {@code step * batch + sequence} whether the step belongs to the sequence;
 *     empty when all do
 */
public record Extent(int steps, int batch, boolean[] live) {

  /** Rows in all. */
  public int rows() {
    return steps * batch;
  }

  /** Whether any step does not count. */
  public boolean masked() {
    return live.length > 0;
  }

  /** Whether there is no step that counts. */
  public boolean empty() {
    for (int row = 0; row < rows(); row++) {
      if (counts(row)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a row counts. */
  public boolean counts(int row) {
    return live.length == 0 || live[row];
  }
}
