package io.palavra.embeddings.fasttext;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.WordSpaces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What is in a {@code .bin} or {@code .ftz} file. Immutable and safe for use by several threads.
 */
public final class FastTextModel {
  /** What fastText marks a label with. */
  public static final String LABEL_PREFIX = "__label__";

  private final ModelShape shape;
  private final Words words;
  private final RowTable input;
  private final RowTable output;
  private final Optional<LabelTree> tree;

  FastTextModel(ModelShape shape, Words words, RowTable input, RowTable output) {
    this.shape = shape;
    this.words = words;
    this.input = input;
    this.output = output;
    boolean byTree = isClassifier() && shape.loss() == OutputLoss.HIERARCHICAL_SOFTMAX;
    this.tree = byTree ? Optional.of(new LabelTree(words.labelCounts())) : Optional.empty();
  }

  /**
   * A model of tables that were trained.
   *
   * @param input {@code [words + buckets with rows, width]}, kept, not copied
   * @param output {@code [labels, width]} or {@code [words, width]}, kept, not copied
   */
  public static FastTextModel of(
      ModelShape shape, Words words, float[] input, float[] output, int width) {
    int outputs = shape.kind() == ModelTask.SUPERVISED ? words.labels().size() : words.size();
    int buckets = words.kept().map(BucketIndex::size).orElse(shape.buckets());
    return new FastTextModel(
        shape,
        words,
        new PlainTable(input, words.size() + buckets, shape.dimensions(), width),
        new PlainTable(output, outputs, shape.dimensions(), width));
  }

  /**
   * Word vectors as a model. Its output rows, which only training uses, are 0, and its counts,
   * where they are not known, fall by one from word to word.
   */
  public static FastTextModel of(WordVectors vectors) {
    Ngrams ngrams = vectors.ngrams().orElse(Ngrams.NONE);
    ModelShape shape =
        new ModelShape(
            vectors.dimensions(),
            5,
            5,
            1,
            5,
            1,
            OutputLoss.NEGATIVE_SAMPLING,
            ModelTask.SKIP_GRAM,
            ngrams.buckets(),
            ngrams.shortest(),
            ngrams.longest(),
            100,
            1e-4);
    int size = vectors.size();
    long[] counts = LongStream.range(0, size).map(i -> size - i).toArray();
    Words words = Words.of(vectors.index(), counts, List.of(), size);
    return new FastTextModel(
        shape, words, new VectorsTable(vectors), PlainTable.zeros(size, vectors.dimensions()));
  }

  /** How it was trained. */
  public ModelShape shape() {
    return shape;
  }

  /** Its dictionary. */
  public Words words() {
    return words;
  }

  RowTable input() {
    return input;
  }

  RowTable output() {
    return output;
  }

  /** How many words and n-grams have a row. */
  public int rows() {
    return input.rows();
  }

  /** The row of a word, or of a bucket behind all words: {@code [dimensions]}. */
  public float[] inputRow(int row) {
    return row(input, row);
  }

  /** The row of a label: {@code [dimensions]}. */
  public float[] outputRow(int row) {
    return row(output, row);
  }

  private float[] row(RowTable table, int row) {
    float[] values = new float[shape.dimensions()];
    table.addTo(row, 1, values);
    return values;
  }

  /** Whether it tells labels of texts. */
  public boolean isClassifier() {
    return shape.kind() == ModelTask.SUPERVISED;
  }

  /** Whether its rows are codes of a product quantiser. */
  public boolean isQuantised() {
    return input instanceof PackedTable;
  }

  /**
   * The same model with its input rows as codes of a product quantiser, a byte for each part of a
   * row, and a byte for its length where that is wanted: what {@code fasttext quantize} writes as
   * {@code .ftz}, no row being pruned.
   *
   * @param partLength numbers of a part, 1 at least; 2 is fastText's
   * @throws IllegalArgumentException for a model that is quantised already or has fewer than 256
   *     rows, and for a part without a number
   */
  public FastTextModel quantised(int partLength, boolean withNorms, long seed) {
    if (partLength < 1) {
      throw new IllegalArgumentException("partLength " + partLength + ", at least 1 is needed");
    }
    if (isQuantised()) {
      throw new IllegalArgumentException("the model is quantised already");
    }
    return new FastTextModel(
        shape, words, Quantiser.pack(input, partLength, withNorms, seed), output);
  }

  /**
   * The same model with so many rows of words and n-grams, those with the longest vectors, as
   * {@code fasttext quantize -cutoff} prunes one without learning it again. What has no row any
   * more is passed over in a text. fastText reads it only once it is {@link #quantised}.
   *
   * @throws IllegalArgumentException for a model that is quantised already, or for no row
   */
  public FastTextModel pruned(int most) {
    if (most < 1) {
      throw new IllegalArgumentException(most + " rows, at least 1 is needed");
    }
    if (isQuantised()) {
      throw new IllegalArgumentException("the model is quantised already");
    }
    return Pruning.keep(this, most);
  }

  /** The names of the labels without their prefix, in the model's order. */
  public List<String> labels() {
    return words.labels().stream().map(FastTextModel::bare).toList();
  }

  private static String bare(String label) {
    return label.startsWith(LABEL_PREFIX) ? label.substring(LABEL_PREFIX.length()) : label;
  }

  /**
   * The word vectors: the mean of a word's own row and those of its n-grams. Those of unseen words
   * are the mean of their n-grams: of all, or, where some buckets alone have rows, of these.
   */
  public WordVectors vectors() {
    return ModelVectors.of(this);
  }

  /**
   * The probabilities of all labels, in the model's order. The end of a text counts as a word,
   * which models that were trained know: a text without any other known word, also an empty one,
   * has the probabilities of that word alone. Those of a hidden vector of zeros, which are equal
   * with softmax, come from a model without that word only.
   *
   * @param text words parted by white space, cut and cased as in training
   * @throws IllegalStateException when the model is no classifier
   */
  public double[] probabilities(String text) {
    LineCoder coder = new LineCoder(words, shape);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    WordSpaces.cut(utf8, coder::word);
    return probabilities(hidden(coder));
  }

  /** As {@link #probabilities(String)}, for a text that is cut into words already. */
  public double[] probabilities(List<String> text) {
    return probabilities(hidden(text));
  }

  /**
   * The logarithms of the probabilities of all labels. Where each label is told from all others,
   * they are those of the logistic function itself: fastText's table of it ends at 8 on both sides,
   * beyond which all labels would be alike.
   *
   * @throws IllegalStateException when the model is no classifier
   */
  public double[] logProbabilities(List<String> text) {
    float[] hidden = hidden(text);
    if (tree.isEmpty() && shape.loss() != OutputLoss.SOFTMAX) {
      return IntStream.range(0, words.labels().size())
          .mapToDouble(row -> Logistic.log(output.dot(row, hidden)))
          .toArray();
    }
    return Arrays.stream(probabilities(hidden))
        .map(probability -> Math.log(Math.max(probability, Double.MIN_NORMAL)))
        .toArray();
  }

  /**
   * The mean of the rows of a text that is cut into words, the row of its end among them where the
   * model has one: {@code [dimensions]}, zeros for a text without a row.
   *
   * @throws IllegalStateException when the model is no classifier
   */
  public float[] hidden(List<String> text) {
    LineCoder coder = new LineCoder(words, shape);
    text.forEach(coder::word);
    return hidden(coder);
  }

  /**
   * By word: the gradient of a label's logit times the word's own rows, those of its character
   * n-grams among them. With hierarchical softmax the logit is the logarithm of the label's odds.
   *
   * @param label by the model's order
   * @throws IllegalArgumentException when there is no such label
   * @throws IllegalStateException when the model is no classifier
   */
  public double[] gradientTimesInput(List<String> text, int label) {
    requireClassifier();
    if (label < 0 || label >= words.labels().size()) {
      throw new IllegalArgumentException(
          "label " + label + " of a model with " + words.labels().size());
    }
    LineCoder coder = new LineCoder(words, shape);
    text.forEach(coder::word);
    int all = coder.finish();
    float[] gradient = tree.isPresent() ? oddsGradient(hidden(text), label) : outputRow(label);
    double[] products = new double[text.size()];
    for (int i = 0; i < products.length; i++) {
      coder.clear();
      coder.word(text.get(i));
      float[] sum = new float[shape.dimensions()];
      for (int k = 0; k < coder.count(); k++) {
        input.addTo(coder.rows()[k], 1f / all, sum);
      }
      for (int k = 0; k < sum.length; k++) {
        products[i] += (double) gradient[k] * sum[k];
      }
    }
    return products;
  }

  /** Of log(p / (1 - p)) by the hidden vector, p being the product of the branches to the label. */
  private float[] oddsGradient(float[] hidden, int label) {
    int[] path = tree.orElseThrow().path(label);
    boolean[] code = tree.orElseThrow().code(label);
    double[] wrong = new double[path.length];
    double log = 0;
    for (int i = 0; i < path.length; i++) {
      double score = output.dot(path[i], hidden);
      wrong[i] = 1 / (1 + Math.exp(code[i] ? score : -score));
      log += Math.log1p(-wrong[i]);
    }
    float[] gradient = new float[hidden.length];
    for (int i = 0; i < path.length; i++) {
      double share = wrong[i] / Math.max(Double.MIN_NORMAL, -Math.expm1(log));
      output.addTo(path[i], (float) (code[i] ? share : -share), gradient);
    }
    return gradient;
  }

  private void requireClassifier() {
    if (!isClassifier()) {
      throw new IllegalStateException("the model has word vectors and no labels");
    }
  }

  private float[] hidden(LineCoder coder) {
    requireClassifier();
    int count = coder.finish();
    float[] hidden = new float[shape.dimensions()];
    input.addAllTo(coder.rows(), count, hidden);
    for (int i = 0; i < hidden.length && count > 0; i++) {
      hidden[i] /= count;
    }
    return hidden;
  }

  private double[] probabilities(float[] hidden) {
    IntToDoubleFunction logistic = row -> 1 / (1 + Math.exp(-output.dot(row, hidden)));
    int labels = words.labels().size();
    if (tree.isPresent()) {
      return Arrays.copyOf(tree.get().leaves(logistic), labels);
    }
    if (shape.loss() != OutputLoss.SOFTMAX) {
      return IntStream.range(0, labels)
          .mapToDouble(row -> Logistic.asFastText(output.dot(row, hidden)))
          .toArray();
    }
    double[] scores = IntStream.range(0, labels).mapToDouble(i -> output.dot(i, hidden)).toArray();
    double most = Arrays.stream(scores).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < labels; i++) {
      scores[i] = Math.exp(scores[i] - most);
      sum += scores[i];
    }
    for (int i = 0; i < labels; i++) {
      scores[i] /= sum;
    }
    return scores;
  }

  /**
   * The likeliest labels, likeliest first.
   *
   * @param most how many at most
   * @throws IllegalArgumentException when less than none are asked for
   * @throws IllegalStateException when the model is no classifier
   */
  public List<Label> predict(String text, int most) {
    return labels(probabilities(text), most);
  }

  /** As {@link #predict(String, int)}, for a text that is cut into words already. */
  public List<Label> predict(List<String> text, int most) {
    return labels(probabilities(text), most);
  }

  private List<Label> labels(double[] probabilities, int most) {
    if (most < 0) {
      throw new IllegalArgumentException("most " + most + ", at least 0 is needed");
    }
    List<Label> found = new ArrayList<>();
    IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> -probabilities[i])
                .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .forEach(i -> found.add(new Label(bare(words.labels().get(i)), probabilities[i])));
    return found;
  }
}
