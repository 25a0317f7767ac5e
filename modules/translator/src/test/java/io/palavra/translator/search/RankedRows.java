package io.palavra.translator.search;

import io.palavra.kernels.part.Ranked;

/**
 * Log-probabilities that are all there.
 *
 * @param rows a row for each hypothesis
 * @param most tokens that are put in order
 */
record RankedRows(float[][] rows, int most) implements Ranked {
  @Override
  public int[] best(int row) {
    return Top.indices(rows[row], most);
  }

  @Override
  public float logProbability(int row, int label) {
    return rows[row][label];
  }

  @Override
  public float[] logProbabilities(int row) {
    return rows[row].clone();
  }
}
