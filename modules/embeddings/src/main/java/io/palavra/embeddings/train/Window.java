package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.RowMath;
import java.util.Arrays;

/**
 * What is learned from one centre and the words around it. The hidden vector is worked on in an
 * array of its own and its change is handed to the input rows at the end of the centre. A mean of
 * rows gives its whole change to each of them, as word2vec and fastText do: the true gradient of a
 * row is that divided by the number of rows.
 */
final class Window {
  private final RowMath math;
  private final InputRows rows;
  private final float[] input;
  private final int width;
  private final Objective objective;
  private final float[] hidden;
  private final float[] before;

  Window(RowMath math, InputRows rows, float[] input, int width, Objective objective) {
    this.math = math;
    this.rows = rows;
    this.input = input;
    this.width = width;
    this.objective = objective;
    this.hidden = new float[width];
    this.before = new float[width];
  }

  /** Each word from {@code from} to {@code to} out of the one at {@code centre}. */
  void skipGram(int[] sentence, int centre, int from, int to, float rate) {
    int word = sentence[centre];
    int start = rows.start(word);
    int end = rows.end(word);
    int own = word * width;
    if (end - start == 1) {
      System.arraycopy(input, own, hidden, 0, width);
    } else {
      mean(start, end);
    }
    objective.begin();
    for (int i = from; i < to; i++) {
      if (i != centre) {
        objective.learn(hidden, sentence[i], rate);
      }
    }
    if (end - start == 1) {
      System.arraycopy(hidden, 0, input, own, width);
    } else {
      math.addScaled(-1, before, 0, hidden, 0, width);
      give(start, end);
    }
  }

  /** The word at {@code centre} out of the mean of those from {@code from} to {@code to}. */
  void cbow(int[] sentence, int centre, int from, int to, float rate) {
    Arrays.fill(hidden, 0);
    int count = 0;
    for (int i = from; i < to; i++) {
      if (i != centre) {
        int end = rows.end(sentence[i]);
        for (int place = rows.start(sentence[i]); place < end; place++) {
          math.addScaled(1, input, rows.row(place) * width, hidden, 0, width);
          count++;
        }
      }
    }
    if (count == 0) {
      return;
    }
    shrink(count);
    objective.begin();
    objective.learn(hidden, sentence[centre], rate);
    math.addScaled(-1, before, 0, hidden, 0, width);
    for (int i = from; i < to; i++) {
      if (i != centre) {
        give(rows.start(sentence[i]), rows.end(sentence[i]));
      }
    }
  }

  private void mean(int start, int end) {
    Arrays.fill(hidden, 0);
    for (int place = start; place < end; place++) {
      math.addScaled(1, input, rows.row(place) * width, hidden, 0, width);
    }
    shrink(end - start);
  }

  private void shrink(int count) {
    float factor = 1f / count;
    for (int i = 0; i < width; i++) {
      float value = hidden[i] * factor;
      hidden[i] = value;
      before[i] = value;
    }
  }

  private void give(int start, int end) {
    for (int place = start; place < end; place++) {
      math.addScaled(1, hidden, 0, input, rows.row(place) * width, width);
    }
  }
}
