package io.palavra.embeddings.rows;

/** Rows of a table in arrays of their own, kept for the next ones. Serves one thread. */
final class RowCopies {
  private float[][] copies = {};

  /** The rows that begin at the first places; what lies behind them is of no use. */
  float[][] of(float[] table, int[] places, int rows, int width) {
    if (copies.length == 0 || copies.length < rows || copies[0].length != width) {
      copies = new float[Math.max(1, 2 * rows)][width];
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(table, places[r], copies[r], 0, width);
    }
    return copies;
  }
}
