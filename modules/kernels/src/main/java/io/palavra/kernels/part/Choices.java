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

  /**
   * The choice among some labels of each list, as if there were no others, with the parameters as
   * they are now.
   *
   * @param lists labels, ascending; none may be empty
   */
  Among<A> among(int[][] lists);

  /**
   * A choice among listed labels.
   *
   * @param <A> {@code float[]} or {@code double[]}
   */
  interface Among<A> {

    /**
     * How probable the labels of a row's list are; those that it lacks have no probability.
     *
     * @param x {@code [count, in]}
     * @param lists for each row the number of its list
     * @param most labels of each row that are put in order; of equals the one that stands first
     * @return what holds until the next call
     */
    Ranked rank(A x, int[] lists, int most);
  }
}
