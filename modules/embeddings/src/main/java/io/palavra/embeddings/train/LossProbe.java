package io.palavra.embeddings.train;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.text.EncodedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the loss is at some places of the text, spread evenly over it. Training itself never
 * computes its loss; this does so now and then and changes nothing.
 */
final class LossProbe {
  private static final int PLACES = 64;
  private static final int PAIRS_A_PLACE = 16;

  private final InputRows rows;
  private final Objectives objectives;
  private final List<Pair> pairs = new ArrayList<>();

  /**
   * @param hidden words whose rows make the hidden vector
   * @param word that is to be told
   * @param negatives that are not; none with hierarchical softmax
   */
  private record Pair(int[] hidden, int word, int[] negatives) {}

  LossProbe(
      EmbeddingOptions options,
      EncodedText text,
      InputRows rows,
      Objectives objectives,
      Randoms random) {
    this.rows = rows;
    this.objectives = objectives;
    boolean cbow = options.architecture() == Architecture.CBOW;
    int reach = (options.window() + 1) / 2;
    int[] block = new int[PAIRS_A_PLACE + 2 * reach];
    for (int place = 0; place < PLACES; place++) {
      int n = text.read(text.length() / PLACES * place, block);
      for (int i = 0; i < n; i++) {
        int other = i + 1 + random.below(reach);
        if (block[i] != EncodedText.END && other < n && block[other] != EncodedText.END) {
          int[] hidden = cbow ? around(block, i, reach, n) : new int[] {block[i]};
          int word = cbow ? block[i] : block[other];
          if (hidden.length > 0) {
            pairs.add(new Pair(hidden, word, draw(options.negatives(), word, random)));
          }
        }
      }
    }
  }

  private static int[] around(int[] block, int centre, int reach, int n) {
    return IntStream.range(Math.max(0, centre - reach), Math.min(n, centre + reach + 1))
        .filter(i -> i != centre && block[i] != EncodedText.END)
        .map(i -> block[i])
        .toArray();
  }

  private int[] draw(int count, int word, Randoms random) {
    return objectives
        .sampler()
        .map(
            sampler ->
                IntStream.range(0, count)
                    .map(i -> sampler.draw(random))
                    .filter(other -> other != word)
                    .toArray())
        .orElseGet(() -> new int[0]);
  }

  /** The mean over all pairs; 0 where the text has none. */
  double loss(FloatRows input, FloatRows output) {
    double sum = 0;
    float[] hidden = new float[input.width()];
    for (Pair pair : pairs) {
      mean(pair.hidden(), input, hidden);
      if (objectives.tree().isPresent()) {
        sum += path(objectives.tree().get(), pair.word(), hidden, output);
      } else {
        sum += surprise(dot(hidden, output, pair.word()));
        for (int other : pair.negatives()) {
          sum += surprise(-dot(hidden, output, other));
        }
      }
    }
    return pairs.isEmpty() ? 0 : sum / pairs.size();
  }

  private static double path(HuffmanTree tree, int word, float[] hidden, FloatRows output) {
    double sum = 0;
    for (int k = tree.start(word); k < tree.start(word) + tree.length(word); k++) {
      double score = dot(hidden, output, tree.node(k));
      sum += surprise(tree.branch(k) ? -score : score);
    }
    return sum;
  }

  private void mean(int[] words, FloatRows input, float[] hidden) {
    Arrays.fill(hidden, 0);
    int count = 0;
    for (int word : words) {
      for (int place = rows.start(word); place < rows.end(word); place++) {
        int from = input.place(rows.row(place));
        for (int i = 0; i < hidden.length; i++) {
          hidden[i] += input.numbers()[from + i];
        }
        count++;
      }
    }
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] /= count;
    }
  }

  private static double dot(float[] hidden, FloatRows table, int row) {
    double sum = 0;
    int from = table.place(row);
    for (int i = 0; i < hidden.length; i++) {
      sum += (double) hidden[i] * table.numbers()[from + i];
    }
    return sum;
  }

  /** {@code -log sigmoid(x)}, safe from overflow. */
  private static double surprise(double x) {
    return x > 0 ? Math.log1p(Math.exp(-x)) : -x + Math.log1p(Math.exp(x));
  }
}
