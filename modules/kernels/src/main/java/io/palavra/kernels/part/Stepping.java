package io.palavra.kernels.part;

/**
 * A part that can be led step by step.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Stepping<A> extends Part<A> {

  /**
   * Begins. The part does nothing else until these steps are over.
   *
   * @param memory what decoders look at; others do not read it
   */
  Steps<A> steps(Sheet<A> memory);
}
