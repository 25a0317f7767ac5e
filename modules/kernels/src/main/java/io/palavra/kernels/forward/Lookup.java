package io.palavra.kernels.forward;

/**
 * Values that are rows of a table: steps with the same id have the same numbers, in this and in any
 * other call of the plan. What a layer makes of a step by itself has to be computed once for an id.
 */
public interface Lookup extends Values {

  /** How many ids there are. */
  int ids();

  /** The id of a step, below {@link #ids}. */
  int id(int sequence, int step);
}
