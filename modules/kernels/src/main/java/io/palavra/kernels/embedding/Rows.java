package io.palavra.kernels.embedding;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks rows of a table up, and sums what comes back for the same row. */
interface Rows {

  /** The rows of the last sum, ascending. */
  int[] rows();

  /**
   * The rows of a table, or their means; zeros for a step without an id.
   *
   * @param out {@code [steps, batch, width]}, row-major without gaps
   */
  void lookUp(INDArray table, Bags bags, INDArray out);

  /** Sets rows to zero. */
  void clear(int[] which, INDArray gradient);

  /**
   * Sums the gradients of each row.
   *
   * @param outer {@code [steps, batch, width]}
   * @param gradient {@code [ids, width]}, zero so far
   */
  void add(INDArray outer, Bags bags, INDArray gradient);
}
