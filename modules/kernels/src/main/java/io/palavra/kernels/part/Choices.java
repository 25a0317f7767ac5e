package io.palavra.kernels.part;

/**
 * A part at the end of a network that says how probable every label is.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Choices<A> extends Part<A> {

  /** How many labels there are. */
  int labels();

  /**
   * How probable the labels are.
   *
   * @param x {@code [count, in]}
   * @param most labels of each row that are put in order; of equals the one that stands first
   * @return what holds until the next call
   */
  Ranked rank(A x, int count, int most);
}
