package io.palavra.embeddings.glove;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.train.Divergence;
import io.palavra.embeddings.train.StoredRows;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The two vectors and two biases of each word, with AdaGrad's sums of squared slopes, which begin
 * at 1 as in the authors' program. A row is a vector with its sums behind it.
 */
final class GloveTables {
  final FloatRows words;
  final FloatRows contexts;
  private final FloatRows biases;
  private final int size;
  private final int dimensions;
  private final int width;

  /**
   * @throws io.palavra.pipeline.BadInputException when a table would be larger than an array can be
   */
  GloveTables(int size, int dimensions) {
    this.size = size;
    this.dimensions = dimensions;
    this.width = WordVectors.width(dimensions);
    words = rows(size, width);
    contexts = rows(size, width);
    biases = rows(2L * size, 1);
  }

  private static FloatRows rows(long count, int width) {
    FloatRows rows = FloatRows.zeros(count, 2 * width);
    for (int row = 0; row < count; row++) {
      int sums = rows.place(row) + width;
      Arrays.fill(rows.numbers(), sums, sums + width, 1);
    }
    return rows;
  }

  /** Puts chance values of at most half a dimension's share into both vectors of every word. */
  void begin(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (FloatRows table : List.of(words, contexts)) {
      for (int row = 0; row < size; row++) {
        for (int i = 0; i < dimensions; i++) {
          table.numbers()[table.place(row) + i] = ((float) random.nextDouble() - 0.5f) / dimensions;
        }
      }
    }
  }

  /** Gives a word two equal vectors whose sum is the one that is given. */
  void put(int word, float[] vector) {
    for (FloatRows table : List.of(words, contexts)) {
      for (int i = 0; i < dimensions; i++) {
        table.numbers()[table.place(word) + i] = vector[i] / 2;
      }
    }
  }

  /** The sums of both vectors of each word. */
  FloatRows sums() {
    FloatRows sums = FloatRows.zeros(size, width);
    for (int row = 0; row < size; row++) {
      int to = sums.place(row);
      int word = words.place(row);
      int context = contexts.place(row);
      for (int i = 0; i < dimensions; i++) {
        sums.numbers()[to + i] = words.numbers()[word + i] + contexts.numbers()[context + i];
      }
    }
    return sums;
  }

  /** Bytes of all tables. */
  long bytes() {
    return Float.BYTES * (2L * words.numbers().length + biases.numbers().length);
  }

  /** Bytes of one vector of each word. */
  long vectorBytes() {
    return (long) Float.BYTES * size * width;
  }

  /**
   * One step for one pair (equation 8).
   *
   * @param weight the pair's count
   * @return the pair's part of the loss before the step
   */
  double learn(RowMath math, int word, int context, float weight, GloveOptions options) {
    int at = words.place(word);
    int other = contexts.place(context);
    int bias = biases.place(word);
    int otherBias = biases.place(size + context);
    double error =
        math.dot(words.numbers(), at, contexts.numbers(), other, width)
            + biases.numbers()[bias]
            + biases.numbers()[otherBias]
            - Math.log(weight);
    double share =
        weight >= options.most() ? 1 : Math.pow(weight / options.most(), options.power());
    float slope = (float) (share * error);
    float rate = (float) options.learningRate();
    math.adaGrad(slope, slope * rate, words.numbers(), at, contexts.numbers(), other, width);
    step(bias, slope, rate);
    step(otherBias, slope, rate);
    return 0.5 * share * error * error;
  }

  /** Whether all that is learned is finite numbers. */
  boolean finite() {
    for (int i = 0; i < 2 * size; i++) {
      if (!Float.isFinite(biases.numbers()[biases.place(i)])) {
        return false;
      }
    }
    return Divergence.finite(words, size, width) && Divergence.finite(contexts, size, width);
  }

  private void step(int bias, float slope, float rate) {
    float[] numbers = biases.numbers();
    numbers[bias] -= rate * slope / (float) Math.sqrt(numbers[bias + 1]);
    numbers[bias + 1] += slope * slope;
  }

  void save(DataOutputStream out) throws IOException {
    for (FloatRows table : List.of(words, contexts, biases)) {
      StoredRows.write(out, table, table.count(), table.width());
    }
  }

  void restore(DataInputStream in) throws IOException {
    for (FloatRows table : List.of(words, contexts, biases)) {
      StoredRows.read(in, table, table.count(), table.width());
    }
  }
}
