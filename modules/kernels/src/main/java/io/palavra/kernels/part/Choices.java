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
   * The natural logarithms of the probabilities.
   *
   * @param x {@code [count, in]}
   * @param result {@code [count, labels]}
   */
  void logProbabilities(A x, int count, A result);
}
