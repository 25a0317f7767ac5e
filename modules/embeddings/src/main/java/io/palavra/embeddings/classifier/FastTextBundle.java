package io.palavra.embeddings.classifier;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.fasttext.BucketIndex;
import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.embeddings.fasttext.LineCoder;
import io.palavra.embeddings.fasttext.ModelShape;
import io.palavra.embeddings.fasttext.ModelTask;
import io.palavra.embeddings.fasttext.OutputLoss;
import io.palavra.embeddings.fasttext.Words;
import io.palavra.embeddings.text.WordIndex;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.classification.ClassifierParts;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A classifier as a bundle and back: {@code words} has the rows of the vocabulary and of the end of
 * a text, {@code ngrams} those of the n-grams that training saw, {@code buckets} which these are,
 * {@code labels} the output rows, and {@code counts} how many texts each label had. Of hierarchical
 * softmax {@code tree} has the labels' numbers and counts, the most frequent first, from which the
 * tree follows; where it is missing, the tree is that of the counts as they stand.
 */
final class FastTextBundle {
  private static final String WORDS = "words";
  private static final String NGRAMS = "ngrams";
  private static final String BUCKETS = "buckets";
  private static final String LABELS = "labels";
  private static final String COUNTS = "counts";
  private static final String TREE = "tree";
  private static final int LONGEST_TABLE = Integer.MAX_VALUE - 16;

  private FastTextBundle() {}

  /**
   * The dictionary that a vocabulary and its labels give: the words in the vocabulary's order, then
   * the end of a text. Labels stand as they are named, but for hierarchical softmax by falling
   * counts: then frequent ones are near the root.
   *
   * @param counts of the labels by their names; as many as a float tells apart
   */
  static Words words(
      Vocabulary vocabulary, Labels labels, float[] counts, FastTextOptions options) {
    Stream<Integer> order = IntStream.range(0, labels.size()).boxed();
    if (options.loss().output() == OutputLoss.HIERARCHICAL_SOFTMAX) {
      order = order.sorted(Comparator.comparingDouble(label -> -counts[label]));
    }
    int[] places = order.mapToInt(Integer::intValue).toArray();
    return words(vocabulary, labels, counts, places);
  }

  private static Words words(Vocabulary vocabulary, Labels labels, float[] counts, int[] order) {
    WordIndex index = new WordIndex();
    for (int id = Vocabulary.UNK + 1; id < vocabulary.size(); id++) {
      byte[] utf8 = vocabulary.token(id).getBytes(StandardCharsets.UTF_8);
      index.add(utf8, 0, utf8.length);
    }
    byte[] end = LineCoder.end();
    index.add(end, 0, end.length);
    long[] all = new long[index.size() + labels.size()];
    for (int id = Vocabulary.UNK + 1; id < vocabulary.size(); id++) {
      all[index.find(vocabulary.token(id))] = vocabulary.count(id);
    }
    long texts = 0;
    for (int i = 0; i < labels.size(); i++) {
      all[index.size() + i] = (long) counts[order[i]];
      texts += all[index.size() + i];
    }
    List<String> names =
        IntStream.of(order).mapToObj(i -> FastTextModel.LABEL_PREFIX + labels.name(i)).toList();
    return Words.of(index, all, names, texts);
  }

  /** The bundle, without provenance. */
  static ModelBundle pack(
      ClassifierParts parts,
      FastTextOptions options,
      FastTextModel model,
      Map<String, Double> metrics) {
    SortedMap<String, FloatTensor> weights = new TreeMap<>();
    Words words = model.words();
    int width = options.embedding();
    weights.put(WORDS, rows(words.size(), width, model::inputRow));
    weights.put(LABELS, rows(words.labels().size(), width, model::outputRow));
    float[] counts = new float[words.labels().size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = words.counts()[words.size() + i];
    }
    if (model.shape().loss() == OutputLoss.HIERARCHICAL_SOFTMAX) {
      weights.put(TREE, tree(parts.labels(), model.labels(), counts));
    } else {
      weights.put(COUNTS, new FloatTensor(new long[] {counts.length}, counts));
    }
    BucketIndex kept = words.kept().orElseThrow();
    float[] buckets = new float[kept.size()];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = kept.bucket(i);
    }
    weights.put(BUCKETS, new FloatTensor(new long[] {buckets.length}, buckets));
    weights.put(NGRAMS, rows(buckets.length, width, i -> model.inputRow(words.size() + i)));
    return new ModelBundle(parts.kind(), parts.entries(options, metrics), weights);
  }

  private static FloatTensor tree(Labels labels, List<String> order, float[] counts) {
    float[] values = new float[2 * counts.length];
    for (int i = 0; i < counts.length; i++) {
      values[2 * i] = labels.names().indexOf(order.get(i));
      values[2 * i + 1] = counts[i];
    }
    return new FloatTensor(new long[] {counts.length, 2}, values);
  }

  private static Words words(ModelBundle bundle, ClassifierParts parts) {
    Labels labels = parts.labels();
    Vocabulary vocabulary = parts.encoder().vocabulary();
    int[] order = IntStream.range(0, labels.size()).toArray();
    if (!bundle.weights().containsKey(TREE)) {
      return words(vocabulary, labels, bundle.weight(COUNTS, labels.size()).values(), order);
    }
    float[] tree = bundle.weight(TREE, labels.size(), 2).values();
    float[] counts = new float[labels.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) tree[2 * i];
      if (order[i] != tree[2 * i] || order[i] < 0 || order[i] >= order.length) {
        throw BadInputException.of("model", TREE + " " + tree[2 * i], "a label's number");
      }
      counts[order[i]] = tree[2 * i + 1];
    }
    if (IntStream.of(order).distinct().count() < order.length) {
      throw BadInputException.of("model", TREE, "each label once");
    }
    return words(vocabulary, labels, counts, order);
  }

  /**
   * The classifier of a bundle.
   *
   * @throws BadInputException when an entry is missing or does not fit the others
   */
  static FastTextClassifier unpack(ModelBundle bundle) {
    FastTextOptions options = ClassifierParts.options(FastTextOptions.defaults(), bundle);
    ClassifierParts parts = ClassifierParts.of(bundle, options.text());
    int labels = parts.labels().size();
    Words words = words(bundle, parts);
    BucketIndex kept = buckets(bundle, options);
    int columns = options.embedding();
    int width = WordVectors.width(columns);
    long rows = (long) words.size() + kept.size();
    if (rows * width > LONGEST_TABLE) {
      throw BadInputException.of(
          "model", rows + " rows of " + width, "at most " + LONGEST_TABLE + " numbers");
    }
    float[] input = new float[(int) rows * width];
    spread(bundle.weight(WORDS, words.size(), columns), input, 0, width);
    spread(bundle.weight(NGRAMS, kept.size(), columns), input, words.size(), width);
    float[] output = new float[labels * width];
    spread(bundle.weight(LABELS, labels, columns), output, 0, width);
    FastTextModel model =
        FastTextModel.of(shape(options), words.keeping(kept), input, output, width);
    return new FastTextClassifier(parts, model, ClassifierParts.trainedOn(bundle));
  }

  private static ModelShape shape(FastTextOptions options) {
    return new ModelShape(
        options.embedding(),
        5,
        options.epochs(),
        1,
        5,
        options.wordNgrams(),
        options.loss().output(),
        ModelTask.SUPERVISED,
        options.training(1).usedBuckets(),
        options.minN(),
        options.maxN(),
        100,
        1e-4);
  }

  private static BucketIndex buckets(ModelBundle bundle, FastTextOptions options) {
    FloatTensor tensor = bundle.weights().get(BUCKETS);
    float[] numbers =
        tensor == null
            ? bundle.weight(BUCKETS, 0).values()
            : bundle.weight(BUCKETS, tensor.values().length).values();
    BucketIndex kept = new BucketIndex();
    for (float number : numbers) {
      boolean known = number >= 0 && number < options.buckets() && number == (int) number;
      if (!known || kept.add((int) number) != kept.size() - 1) {
        throw BadInputException.of(
            "model", BUCKETS + " " + number, "buckets below " + options.buckets() + ", each once");
      }
    }
    return kept;
  }

  /** Gives rows by number. */
  private interface Rows {
    float[] row(int number);
  }

  private static FloatTensor rows(int count, int columns, Rows rows) {
    float[] values = new float[Math.multiplyExact(count, columns)];
    for (int i = 0; i < count; i++) {
      System.arraycopy(rows.row(i), 0, values, i * columns, columns);
    }
    return new FloatTensor(new long[] {count, columns}, values);
  }

  private static void spread(FloatTensor from, float[] to, int row, int width) {
    int columns = (int) from.shape()[1];
    for (int i = 0; i < from.shape()[0]; i++) {
      System.arraycopy(from.values(), i * columns, to, (row + i) * width, columns);
    }
  }
}
