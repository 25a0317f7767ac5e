package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;

/**
 * One step of gradient descent on {@code -sum over pairs of log sigmoid(±hidden * row)} for some
 * hidden vectors and some output rows, each with each: a small matrix product there and two back,
 * so that a row is loaded once for all that it meets (Ji et al. 2016, "Parallelizing Word2Vec in
 * Shared and Distributed Memory"). Slopes are taken from the values before the step.
 */
final class Step {
  private final RowMath math;
  private final float[] output;
  private final int width;
  private float[] scores = {};

  /**
   * @param output the table of the outputs
   */
  Step(RowMath math, FloatRows output) {
    this.math = math;
    this.output = output.numbers();
    this.width = output.width();
  }

  /**
   * @param table holds the hidden vectors
   * @param places where they begin
   * @param offsets of distinct rows in the table of the outputs
   * @param labels 1 for a row that belongs to the hidden vectors, 0 for one that does not
   * @param weights how often each of the rows counts
   */
  void take(
      float[] table,
      int[] places,
      int rows,
      int[] offsets,
      float[] labels,
      float[] weights,
      int count,
      float rate) {
    slopes(table, places, rows, offsets, labels, weights, count, rate);
    math.exchange(table, places, rows, output, offsets, count, scores, width);
  }

  /**
   * As {@link #take}, but the hidden vectors change the output rows one after the other: the later
   * one takes its step by rows that the earlier ones have moved towards or away from themselves.
   * That draws it to an earlier one by the product of their slopes, summed over the rows. Slopes
   * are taken from the values before, since what the moves change in them evens out.
   */
  void takeInTurn(
      float[] table,
      int[] places,
      int rows,
      int[] offsets,
      float[] labels,
      float[] weights,
      int count,
      float rate) {
    slopes(table, places, rows, offsets, labels, weights, count, rate);
    math.exchangeInTurn(table, places, rows, output, offsets, count, scores, width);
  }

  private void slopes(
      float[] table,
      int[] places,
      int rows,
      int[] offsets,
      float[] labels,
      float[] weights,
      int count,
      float rate) {
    if (scores.length < rows * count) {
      scores = new float[2 * rows * count];
    }
    math.products(table, places, rows, output, offsets, count, scores, width);
    for (int r = 0, i = 0; r < rows; r++) {
      for (int k = 0; k < count; k++, i++) {
        scores[i] = (labels[k] - Sigmoid.of(scores[i])) * rate * weights[k];
      }
    }
  }
}
