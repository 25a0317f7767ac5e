package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;

/**
 * One step of gradient descent on {@code -sum over pairs of log sigmoid(±hidden * row)} for some
 * hidden vectors and some output rows, each with each: a small matrix product there and two back,
 * so that a row is loaded once for all that it meets (Ji et al. 2016, "Parallelizing Word2Vec in
 * Shared and Distributed Memory"). All take their step from the values before it.
 */
final class Step {
  /** Products of slopes that are added up at a time: each by itself would wait for its own sum. */
  private static final int ABREAST = 6;

  private final RowMath math;
  private final float[] output;
  private final int width;
  private final float[] drawn;
  private float[] scores = {};
  private float[] alike = {};

  /**
   * @param output the table of the outputs
   */
  Step(RowMath math, FloatRows output) {
    this.math = math;
    this.output = output.numbers();
    this.width = output.width();
    this.drawn = new float[width];
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
    if (scores.length < (rows + ABREAST) * count) {
      scores = new float[2 * (rows + ABREAST) * count];
    }
    math.products(table, places, rows, output, offsets, count, scores, width);
    for (int r = 0, i = 0; r < rows; r++) {
      for (int k = 0; k < count; k++, i++) {
        scores[i] = (labels[k] - Sigmoid.of(scores[i])) * rate * weights[k];
      }
    }
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
    take(table, places, rows, offsets, labels, weights, count, rate);
    if (alike.length < rows + ABREAST) {
      alike = new float[2 * (rows + ABREAST)];
    }
    // The last one first, so that nothing is drawn to what has been drawn already.
    for (int r = rows - 1; r > 0; r--) {
      likeEarlier(r, count);
      math.sum(table, places, alike, r, drawn, 0, width);
      math.addScaled(1, drawn, 0, table, places[r], width);
    }
  }

  /** Those behind the earlier vectors are added up, too, and are of no use. */
  private void likeEarlier(int r, int count) {
    int own = r * count;
    for (int q = 0; q < r; q += ABREAST) {
      int first = q * count;
      int second = first + count;
      int third = second + count;
      int fourth = third + count;
      int fifth = fourth + count;
      int sixth = fifth + count;
      float a = 0;
      float b = 0;
      float c = 0;
      float d = 0;
      float e = 0;
      float f = 0;
      for (int k = 0; k < count; k++) {
        float slope = scores[own + k];
        a += slope * scores[first + k];
        b += slope * scores[second + k];
        c += slope * scores[third + k];
        d += slope * scores[fourth + k];
        e += slope * scores[fifth + k];
        f += slope * scores[sixth + k];
      }
      alike[q] = a;
      alike[q + 1] = b;
      alike[q + 2] = c;
      alike[q + 3] = d;
      alike[q + 4] = e;
      alike[q + 5] = f;
    }
  }
}
