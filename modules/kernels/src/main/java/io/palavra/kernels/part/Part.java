package io.palavra.kernels.part;

import java.util.List;

/**
 * Something with parameters that makes one sheet from others, and can go back.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Part<A> {

  /** The output, which is this part's own until the next pass. */
  Sheet<A> forward(List<Sheet<A>> inputs, Pass pass);

  /**
   * From the gradients of the last output adds to those of its inputs and sets those of the
   * parameters.
   */
  void backward();
}
