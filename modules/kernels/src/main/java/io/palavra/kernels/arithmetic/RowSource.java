package io.palavra.kernels.arithmetic;

/**
 * Rows that lie elsewhere.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
@FunctionalInterface
public interface RowSource<A> {

  /** Copies a row to {@code out}, from {@code at} on. */
  void read(int row, A out, int at);
}
