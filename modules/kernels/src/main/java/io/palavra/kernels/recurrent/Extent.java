package io.palavra.kernels.recurrent;

/**
 * The size of a mini-batch of sequences and which of its steps count.
 *
 * @param steps number of time steps
 * @param batch number of sequences
 * @param live for row {@code step * batch + sequence} whether the step belongs to the sequence;
 *     empty when all do
 */
record Extent(int steps, int batch, boolean[] live) {

  int rows() {
    return steps * batch;
  }

  boolean masked() {
    return live.length > 0;
  }

  boolean counts(int row) {
    return live.length == 0 || live[row];
  }
}
