package io.palavra.kernels.part;

/**
 * How probable labels are in some rows, until the part that says so is asked again. Logarithms are
 * natural.
 */
public interface Ranked {

  /** The most probable labels of a row, as many as were asked for, the most probable first. */
  int[] best(int row);

  /** The logarithm of a label's probability. */
  float logProbability(int row, int label);

  /** Those of all labels, in an array of the caller's own. */
  float[] logProbabilities(int row);
}
