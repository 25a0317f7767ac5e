package io.palavra.kernels.part;

/**
 * A part at the end of a network, with a loss.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface LossPart<A> extends Part<A> {

  /**
   * The loss of every row; in training it also adds to the gradients of {@code x} and sets those of
   * the parameters.
   *
   * @param labels one for each row
   */
  double[] losses(Sheet<A> x, int[] labels, Pass pass);

  /** How many labels there are. */
  int labels();

  /** Losses go back by themselves. */
  @Override
  default void backward() {
    throw new IllegalStateException("the last part of a network goes back from its losses");
  }
}
