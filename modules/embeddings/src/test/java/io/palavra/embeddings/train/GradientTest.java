package io.palavra.embeddings.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.WordCounter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A step with rate 1 must be the negative slope of the loss, by central differences in double. */
class GradientTest {
  private static final int WIDTH = 16;
  private static final double H = 1e-5;
  private static final int[] SENTENCE = {0, 3, 1, 4};

  private final CountedWords words = words("um um um um dois dois dois três três quatro cinco");

  private record Tables(double[] input, double[] output) {}

  private interface Learner {
    void learn(Inputs inputs, RowMath math, Objective objective);
  }

  @Test
  void skipGramWithNegativeSampling() {
    int[] negatives = {2, 1, 1, 3};
    check(
        Ngrams.NONE,
        fixed(negatives),
        (inputs, math, objective) -> skipGram(inputs, objective, 3, 0),
        t -> sampled(t, hidden(t, Ngrams.NONE, 3), 0, negatives),
        1);
  }

  @Test
  void aWholeGroupOfRows() {
    int[] negatives = {1, 2, 3, 4, 5};
    check(
        Ngrams.NONE,
        fixed(negatives),
        (inputs, math, objective) -> skipGram(inputs, objective, 3, 0),
        t -> sampled(t, hidden(t, Ngrams.NONE, 3), 0, negatives),
        1);
  }

  @Test
  void aNegativeThatIsTheWordItselfIsLeftOut() {
    check(
        Ngrams.NONE,
        fixed(new int[] {2, 0, 4}),
        (inputs, math, objective) -> skipGram(inputs, objective, 3, 0),
        t -> sampled(t, hidden(t, Ngrams.NONE, 3), 0, new int[] {2, 4}),
        1);
  }

  @Test
  void subwordsTakeTheStepOfTheirMean() {
    Ngrams ngrams = new Ngrams(3, 4, 1000);
    int[] negatives = {2, 1, 4};
    int rows = 1 + ngrams.of(words.word(3)).length;
    check(
        ngrams,
        fixed(negatives),
        (inputs, math, objective) -> skipGram(inputs, objective, 3, 0),
        t -> sampled(t, hidden(t, ngrams, 3), 0, negatives),
        rows);
  }

  @Test
  void cbowWithNegativeSampling() {
    int[] negatives = {2, 1, 4};
    check(
        Ngrams.NONE,
        fixed(negatives),
        (inputs, math, objective) -> bag(math, inputs, objective),
        t -> sampled(t, hidden(t, Ngrams.NONE, 0, 1, 4), 3, negatives),
        1);
  }

  @Test
  void hierarchicalSoftmax() {
    HuffmanTree tree = new HuffmanTree(words.counts());
    check(
        Ngrams.NONE,
        (math, output) ->
            new HierarchicalSoftmax(
                new Step(math, output), tree, new OwnRows(math, output, 6, 0, 0)),
        (inputs, math, objective) -> skipGram(inputs, objective, 3, 0),
        t -> path(t, hidden(t, Ngrams.NONE, 3), 0, tree),
        1);
    check(
        Ngrams.NONE,
        (math, output) ->
            new HierarchicalSoftmax(
                new Step(math, output), tree, new OwnRows(math, output, 6, 0, 0)),
        (inputs, math, objective) -> bag(math, inputs, objective),
        t -> path(t, hidden(t, Ngrams.NONE, 0, 1, 4), 3, tree),
        1);
  }

  @Test
  void allWordsAroundACentreTakeOneStep() {
    int[] negatives = {1, 2, 4, 5, 3};
    check(
        Ngrams.NONE,
        fixed(negatives),
        (inputs, math, objective) -> {
          inputs.begin(new int[] {3, 1, 4});
          int[] places = {inputs.place(0), inputs.place(1), inputs.place(2)};
          objective.learn(inputs.table(), places, 3, 0, 1);
        },
        t ->
            sampled(t, hidden(t, Ngrams.NONE, 3), 0, negatives)
                + sampled(t, hidden(t, Ngrams.NONE, 1), 0, negatives)
                + sampled(t, hidden(t, Ngrams.NONE, 4), 0, negatives),
        1);
  }

  /** The word {@code centre} out of the word {@code around}, which stands before it. */
  private static void skipGram(Inputs inputs, Objective objective, int around, int centre) {
    inputs.begin(new int[] {around, centre});
    inputs.enter(1);
    objective.learn(inputs.table(), new int[] {inputs.place(0)}, 1, centre, 1);
    inputs.leave(1);
  }

  /** The words 0, 1 and 4 tell the word 3; the random numbers give a reach of three at once. */
  private static void bag(RowMath math, Inputs inputs, Objective objective) {
    Objective only =
        (table, places, rows, word, rate) -> {
          if (word == 3) {
            objective.learn(table, places, rows, word, rate);
          }
        };
    new ContinuousBag(math, inputs, only, new Randoms(wide()), 3, WIDTH).learn(SENTENCE, 4, 1);
  }

  /** A seed whose second window reaches over the whole sentence. */
  private static long wide() {
    long seed = 0;
    while (true) {
      Randoms random = new Randoms(seed);
      random.below(3);
      if (random.below(3) >= 1) {
        return seed;
      }
      seed++;
    }
  }

  private interface Objectives {
    Objective create(RowMath math, FloatRows output);
  }

  /** Negative sampling whose draws are known. */
  private static Objectives fixed(int[] negatives) {
    return (math, output) -> {
      Step step = new Step(math, output);
      return (table, places, rows, word, rate) -> {
        int[] offsets = new int[negatives.length + 1];
        float[] labels = new float[offsets.length];
        float[] weights = new float[offsets.length];
        labels[0] = 1;
        weights[0] = 1;
        offsets[0] = word * WIDTH;
        int count = 1;
        for (int other : negatives) {
          int k = 0;
          while (k < count && offsets[k] != other * WIDTH) {
            k++;
          }
          if (k == count) {
            offsets[count++] = other * WIDTH;
          }
          weights[k] += k > 0 ? 1 : 0;
        }
        step.take(table, places, rows, offsets, labels, weights, count, rate);
      };
    };
  }

  /**
   * @param factor a mean's rows take the step of the mean, which is their slope times so much
   */
  private void check(
      Ngrams ngrams,
      Objectives objectives,
      Learner learner,
      ToDoubleFunction<Tables> loss,
      int factor) {
    for (RowMath math : new RowMath[] {RowMaths.best(), RowMaths.plain()}) {
      Random random = new Random(42);
      InputRows rows = new InputRows(words, ngrams);
      float[] input = floats(random, rows.size() * WIDTH);
      float[] output = floats(random, 6 * WIDTH);
      Tables tables = new Tables(doubles(input), doubles(output));
      input = withSpareRows(input);
      output = withSpareRows(output);
      Objective objective = objectives.create(math, FloatRows.of(output, WIDTH));
      FloatRows table = FloatRows.of(input, WIDTH);
      Inputs inputs =
          ngrams.any()
              ? new SubWords(math, rows, table, 3)
              : new WholeWords(input, new OwnRows(math, table, rows.size(), 0, 0));
      learner.learn(inputs, math, objective);
      compare(tables, tables.input(), input, loss, factor);
      compare(tables, tables.output(), output, loss, 1);
    }
  }

  private static float[] withSpareRows(float[] numbers) {
    return Arrays.copyOf(numbers, numbers.length + OwnRows.needed(0) * WIDTH);
  }

  private static void compare(
      Tables tables, double[] before, float[] after, ToDoubleFunction<Tables> loss, int factor) {
    boolean moved = false;
    for (int i = 0; i < before.length; i++) {
      double old = before[i];
      before[i] = old + H;
      double up = loss.applyAsDouble(tables);
      before[i] = old - H;
      double down = loss.applyAsDouble(tables);
      before[i] = old;
      double slope = (up - down) / (2 * H);
      assertThat(after[i] - old).as("number %d", i).isCloseTo(-slope * factor, within(5e-5));
      moved |= Math.abs(slope) > 1e-3;
    }
    assertThat(moved).isTrue();
  }

  private double[] hidden(Tables t, Ngrams ngrams, int... context) {
    double[] hidden = new double[WIDTH];
    int[] used = new InputRows(words, ngrams).buckets();
    int count = 0;
    for (int word : context) {
      int[] buckets = ngrams.of(words.word(word));
      count += 1 + buckets.length;
      for (int i = 0; i < WIDTH; i++) {
        hidden[i] += t.input()[word * WIDTH + i];
        for (int bucket : buckets) {
          int row = words.size() + Arrays.binarySearch(used, bucket);
          hidden[i] += t.input()[row * WIDTH + i];
        }
      }
    }
    for (int i = 0; i < WIDTH; i++) {
      hidden[i] /= count;
    }
    return hidden;
  }

  private static double sampled(Tables t, double[] hidden, int word, int[] negatives) {
    double loss = -logSigmoid(dot(t, hidden, word));
    for (int other : negatives) {
      loss -= logSigmoid(-dot(t, hidden, other));
    }
    return loss;
  }

  private static double path(Tables t, double[] hidden, int word, HuffmanTree tree) {
    double loss = 0;
    for (int k = tree.start(word); k < tree.start(word) + tree.length(word); k++) {
      double score = dot(t, hidden, tree.node(k));
      loss -= logSigmoid(tree.branch(k) ? -score : score);
    }
    return loss;
  }

  private static double dot(Tables t, double[] hidden, int row) {
    double sum = 0;
    for (int i = 0; i < WIDTH; i++) {
      sum += hidden[i] * t.output()[row * WIDTH + i];
    }
    return sum;
  }

  private static double logSigmoid(double x) {
    return -Math.log1p(Math.exp(-x));
  }

  private static CountedWords words(String text) {
    WordCounter counter = new WordCounter(100);
    for (String word : text.split(" ")) {
      byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
      counter.word(utf8, 0, utf8.length);
    }
    return counter.words(1);
  }

  private static float[] floats(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }
}
