package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.RowMath;
import java.util.Arrays;

/**
 * One step of gradient descent on {@code -sum over rows of log sigmoid(±hidden * row)}: the rows
 * take theirs at once, the hidden vector takes its own when all rows are through, and all of them
 * start from the values before the step.
 */
final class Step {
  private final RowMath math;
  private final float[] table;
  private final int width;
  private final float[] sum;
  private final float[] scores;

  /**
   * @param table of the outputs
   * @param width of a row
   * @param most rows in one step
   */
  Step(RowMath math, float[] table, int width, int most) {
    this.math = math;
    this.table = table;
    this.width = width;
    this.sum = new float[width];
    this.scores = new float[most];
  }

  /**
   * @param offsets of the rows in the table
   * @param labels 1 for a row that belongs to the hidden vector, 0 for one that does not
   * @param distinct whether no row comes twice
   */
  void take(
      float[] hidden, int[] offsets, float[] labels, int count, boolean distinct, float rate) {
    math.dots(hidden, table, offsets, count, scores, width);
    for (int k = 0; k < count; k++) {
      scores[k] = (labels[k] - Sigmoid.of(scores[k])) * rate;
    }
    if (distinct && count == RowMath.GROUP) {
      math.exchange(hidden, hidden, table, offsets, count, scores, width);
      return;
    }
    Arrays.fill(sum, 0);
    if (distinct) {
      math.exchange(hidden, sum, table, offsets, count, scores, width);
    } else {
      for (int k = 0; k < count; k++) {
        math.addScaled(scores[k], table, offsets[k], sum, 0, width);
      }
      for (int k = 0; k < count; k++) {
        math.addScaled(scores[k], hidden, 0, table, offsets[k], width);
      }
    }
    math.addScaled(1, sum, 0, hidden, 0, width);
  }
}
