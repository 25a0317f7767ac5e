package io.palavra.kernels.arithmetic;

/**
 * Windows over rows times filters, of which the greatest value of each filter is kept: the values
 * themselves are never written down. Each is summed as a row of {@link Arithmetic#multiplyRows} is.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface WindowMaxima<A> {

  /**
   * {@code y = max(y, window * b)} for every window of the block that has a place in {@code y},
   * element by element; where a value is greater than what was there, the window's mark is put down
   * at the same place of {@code marks}. The first of equal windows stays, and not-a-number is
   * greater than any number.
   *
   * @param x where the windows are
   * @param skip numbers of each window before those that {@code b} is multiplied by
   * @param b {@code [depth, width]}, packed
   */
  void raise(WindowBlock<A> block, A x, int skip, Packed<A> b, A y, A marks);
}
