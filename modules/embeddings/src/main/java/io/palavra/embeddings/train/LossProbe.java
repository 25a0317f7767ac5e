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

  private final Objectives objectives;
  private final List<Pair> pairs;

  /**
   * @param rows of the input table whose mean is the hidden vector
   * @param word that is to be told
   * @param negatives that are not; none with hierarchical softmax
   */
  private record Pair(int[] rows, int word, int[] negatives) {}

  private LossProbe(Objectives objectives, List<Pair> pairs) {
    this.objectives = objectives;
    this.pairs = List.copyOf(pairs);
  }

  /** The loss of words that are told from each other. */
  static LossProbe ofText(
      EmbeddingOptions options,
      EncodedText text,
      InputRows rows,
      Objectives objectives,
      Randoms random) {
    boolean cbow = options.architecture() == Architecture.CBOW;
    int reach = reach(options);
    int[] block = new int[PAIRS_A_PLACE + 2 * reach];
    List<Pair> pairs = new ArrayList<>();
    for (int place = 0; place < PLACES; place++) {
      int n = text.read(text.length() / PLACES * place, block);
      for (int i = 0; i < n; i++) {
        int other = i + 1 + random.below(reach);
        if (block[i] != EncodedText.END && other < n && block[other] != EncodedText.END) {
          int[] hidden = cbow ? around(block, i, reach, n) : new int[] {block[i]};
          int word = cbow ? block[i] : block[other];
          if (hidden.length > 0) {
            int[] drawn = draw(objectives, options.negatives(), word, random);
            pairs.add(new Pair(rows(rows, hidden), word, drawn));
          }
        }
      }
    }
    return new LossProbe(objectives, pairs);
  }

  /**
   * The loss of words that are told from their paragraph: with PV-DM from the words around, too,
   * and without those words that PV-DBOW may learn beside.
   *
   * @param words whose rows stand before those of the paragraphs
   */
  static LossProbe ofParagraphs(
      ParagraphOptions options,
      Paragraphs paragraphs,
      int words,
      Objectives objectives,
      Randoms random) {
    boolean memory = options.model() == ParagraphModel.DISTRIBUTED_MEMORY;
    int reach = reach(options.words());
    int places = Math.min(PLACES, paragraphs.size());
    List<Pair> pairs = new ArrayList<>();
    for (int place = 0; place < places; place++) {
      int paragraph = (int) ((long) paragraphs.size() * place / places);
      int n = Math.min(PAIRS_A_PLACE, paragraphs.length(paragraph));
      int[] block = IntStream.range(0, n).map(i -> paragraphs.word(paragraph, i)).toArray();
      for (int i = 0; i < n; i++) {
        int[] around = memory ? around(block, i, reach, n) : new int[0];
        int[] rows = Arrays.copyOf(around, around.length + 1);
        rows[around.length] = words + paragraph;
        int[] drawn = draw(objectives, options.words().negatives(), block[i], random);
        pairs.add(new Pair(rows, block[i], drawn));
      }
    }
    return new LossProbe(objectives, pairs);
  }

  /** How far a window reaches in the mean. */
  private static int reach(EmbeddingOptions options) {
    return (options.window() + 1) / 2;
  }

  /** The rows of words, those of their n-grams among them. */
  private static int[] rows(InputRows rows, int[] words) {
    return Arrays.stream(words)
        .flatMap(word -> IntStream.range(rows.start(word), rows.end(word)).map(rows::row))
        .toArray();
  }

  private static int[] around(int[] block, int centre, int reach, int n) {
    return IntStream.range(Math.max(0, centre - reach), Math.min(n, centre + reach + 1))
        .filter(i -> i != centre && block[i] != EncodedText.END)
        .map(i -> block[i])
        .toArray();
  }

  private static int[] draw(Objectives objectives, int count, int word, Randoms random) {
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
      mean(pair.rows(), input, hidden);
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

  private static void mean(int[] rows, FloatRows input, float[] hidden) {
    Arrays.fill(hidden, 0);
    for (int row : rows) {
      int from = input.place(row);
      for (int i = 0; i < hidden.length; i++) {
        hidden[i] += input.numbers()[from + i];
      }
    }
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] /= rows.length;
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
