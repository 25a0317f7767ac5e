package io.palavra.embeddings.supervised;

import io.palavra.embeddings.fasttext.LabelTree;
import io.palavra.embeddings.fasttext.OutputLoss;
import io.palavra.embeddings.fasttext.Words;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One step of gradient descent for one line: the mean of its rows against the output rows. Each row
 * takes its true share of the mean's step. Serves one thread.
 */
final class LineStep {
  private static final int[] HERE = {0};

  private final RowMath math = RowMaths.best();
  private final OutputLoss loss;
  private final float[] input;
  private final float[] output;
  private final int width;

  /** The mean of the rows, and behind it as it was before it learned. */
  private final float[] hidden;

  private final int[] places;
  private final float[] ones;
  private final int[] offsets;
  private final int[][] paths;
  private final boolean[][] codes;
  private final float[] scores;

  LineStep(
      SupervisedOptions options,
      Words words,
      float[] input,
      float[] output,
      int width,
      int longest) {
    this.loss = options.loss();
    this.input = input;
    this.output = output;
    this.width = width;
    this.hidden = new float[2 * width];
    this.places = new int[longest];
    this.ones = new float[longest];
    Arrays.fill(ones, 1);
    int labels = words.labels().size();
    this.offsets = new int[labels];
    Arrays.setAll(offsets, i -> i * width);
    this.scores = new float[Math.max(1, labels)];
    boolean tree = loss == OutputLoss.HIERARCHICAL_SOFTMAX;
    this.paths = new int[tree ? labels : 0][];
    this.codes = new boolean[tree ? labels : 0][];
    if (tree) {
      int first = words.size();
      LabelTree huffman = new LabelTree(Arrays.copyOfRange(words.counts(), first, first + labels));
      for (int i = 0; i < labels; i++) {
        codes[i] = huffman.code(i);
        paths[i] = Arrays.stream(huffman.path(i)).map(node -> node * width).toArray();
      }
    }
  }

  /** Learns from a line; gives its loss before that. */
  double learn(CodedLines lines, int line, SplittableRandom random, float rate) {
    int count = lines.places(line, places);
    math.sum(input, places, ones, count, hidden, 0, width);
    float share = 1f / count;
    for (int i = 0; i < width; i++) {
      hidden[i] *= share;
    }
    System.arraycopy(hidden, 0, hidden, width, width);
    int labels = lines.labelCount(line);
    int label = lines.label(line, labels == 1 ? 0 : random.nextInt(labels));
    double before =
        switch (loss) {
          case HIERARCHICAL_SOFTMAX -> path(label, rate);
          case ONE_VS_ALL -> each(lines, line, rate);
          default -> softmax(label, rate);
        };
    math.addDifference(share, hidden, 0, width, input, places, count, width);
    return before;
  }

  private double softmax(int label, float rate) {
    int n = offsets.length;
    math.products(hidden, HERE, 1, output, offsets, n, scores, width);
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      most = Math.max(most, scores[i]);
    }
    float sum = 0;
    for (int i = 0; i < n; i++) {
      scores[i] = (float) Math.exp(scores[i] - most);
      sum += scores[i];
    }
    double before = Math.log(sum) - Math.log(Math.max(scores[label], Float.MIN_NORMAL));
    for (int i = 0; i < n; i++) {
      scores[i] = rate * ((i == label ? 1 : 0) - scores[i] / sum);
    }
    math.exchange(hidden, HERE, 1, output, offsets, n, scores, width);
    return before;
  }

  private double each(CodedLines lines, int line, float rate) {
    int n = offsets.length;
    math.products(hidden, HERE, 1, output, offsets, n, scores, width);
    double before = 0;
    for (int i = 0; i < lines.labelCount(line); i++) {
      before -= scores[lines.label(line, i)];
    }
    for (int i = 0; i < n; i++) {
      before += surprise(scores[i]);
      scores[i] = -rate * logistic(scores[i]);
    }
    for (int i = 0; i < lines.labelCount(line); i++) {
      scores[lines.label(line, i)] += rate;
    }
    math.exchange(hidden, HERE, 1, output, offsets, n, scores, width);
    return before;
  }

  private double path(int label, float rate) {
    int[] path = paths[label];
    math.products(hidden, HERE, 1, output, path, path.length, scores, width);
    double before = 0;
    for (int i = 0; i < path.length; i++) {
      before += surprise(codes[label][i] ? -scores[i] : scores[i]);
      scores[i] = rate * ((codes[label][i] ? 1 : 0) - logistic(scores[i]));
    }
    math.exchange(hidden, HERE, 1, output, path, path.length, scores, width);
    return before;
  }

  /** {@code log(1 + exp(x))}, safe from overflow. */
  private static double surprise(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }

  private static float logistic(float x) {
    return (float) (1 / (1 + Math.exp(-x)));
  }
}
