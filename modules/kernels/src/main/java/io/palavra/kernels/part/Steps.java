package io.palavra.kernels.part;

/**
 * A part that is led step by step, many hypotheses at a time. What it remembers of a hypothesis
 * goes with whatever continues it.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Steps<A> {

  /**
   * One step of every hypothesis.
   *
   * @param x a row for each hypothesis
   * @param parents for each the one that it continues: in the first call the number of a sequence
   *     of the memory, later a place in the former call's hypotheses
   * @return a row for each, which is the part's own until the next step
   */
  Sheet<A> next(Sheet<A> x, int[] parents);

  /**
   * How much a hypothesis of the last call looked at each step of its memory, which sum to one;
   * none where it does not look.
   */
  default double[] looked(int hypothesis) {
    return new double[0];
  }
}
