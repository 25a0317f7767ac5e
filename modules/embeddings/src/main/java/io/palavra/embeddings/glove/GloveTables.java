package io.palavra.embeddings.glove;

import io.palavra.embeddings.rows.RowMath;
import java.util.Arrays;

/**
 * The two vectors and two biases of each word, and AdaGrad's sums of squared slopes, which begin at
 * 1 as in the authors' program.
 */
final class GloveTables {
  final float[] words;
  final float[] contexts;
  final float[] wordSquares;
  final float[] contextSquares;
  final float[] biases;
  final float[] biasSquares;
  private final int size;
  private final int width;

  GloveTables(int size, int width) {
    this.size = size;
    this.width = width;
    words = new float[size * width];
    contexts = new float[size * width];
    wordSquares = ones(size * width);
    contextSquares = ones(size * width);
    biases = new float[2 * size];
    biasSquares = ones(2 * size);
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * One step for one pair (equation 8).
   *
   * @param weight the pair's count
   * @return the pair's part of the loss before the step
   */
  double learn(RowMath math, int word, int context, float weight, GloveOptions options) {
    int at = word * width;
    int other = context * width;
    double error =
        math.dot(words, at, contexts, other, width)
            + biases[word]
            + biases[size + context]
            - Math.log(weight);
    double share =
        weight >= options.most() ? 1 : Math.pow(weight / options.most(), options.power());
    float slope = (float) (share * error);
    float rate = (float) options.learningRate();
    for (int i = 0; i < width; i++) {
      float a = words[at + i];
      float b = contexts[other + i];
      float forWord = slope * b;
      float forContext = slope * a;
      words[at + i] = a - rate * forWord / (float) Math.sqrt(wordSquares[at + i]);
      contexts[other + i] = b - rate * forContext / (float) Math.sqrt(contextSquares[other + i]);
      wordSquares[at + i] += forWord * forWord;
      contextSquares[other + i] += forContext * forContext;
    }
    bias(word, slope, rate);
    bias(size + context, slope, rate);
    return 0.5 * share * error * error;
  }

  private void bias(int at, float slope, float rate) {
    biases[at] -= rate * slope / (float) Math.sqrt(biasSquares[at]);
    biasSquares[at] += slope * slope;
  }
}
