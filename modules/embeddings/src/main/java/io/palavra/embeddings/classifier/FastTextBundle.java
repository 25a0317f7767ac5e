package io.palavra.embeddings.classifier;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.fasttext.BucketIndex;
import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.embeddings.fasttext.LineCoder;
import io.palavra.embeddings.fasttext.ModelShape;
import io.palavra.embeddings.fasttext.ModelTask;
import io.palavra.embeddings.fasttext.Words;
import io.palavra.embeddings.text.WordIndex;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.classification.ClassifierParts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A classifier as a bundle and back: {@code words} has the rows of the vocabulary and of the end of
 * a text, {@code ngrams} those of the n-grams that training saw, {@code buckets} which these are,
 * {@code labels} the output rows, and {@code counts} how many texts each label had, from which the
 * tree of hierarchical softmax follows.
 */
final class FastTextBundle {
  private static final String WORDS = "words";
  private static final String NGRAMS = "ngrams";
  private static final String BUCKETS = "buckets";
  private static final String LABELS = "labels";
  private static final String COUNTS = "counts";
  private static final int LONGEST_TABLE = Integer.MAX_VALUE - 16;

  private FastTextBundle() {}

  /**
   * The dictionary that a vocabulary and its labels give: the words in the vocabulary's order, then
   * the end of a text.
   *
   * @param counts of the labels; as many as a float tells apart
   */
  static Words words(Vocabulary vocabulary, Labels labels, float[] counts) {
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
      all[index.size() + i] = (long) counts[i];
      texts += all[index.size() + i];
    }
    List<String> names = labels.names().stream().map(FastTextModel.LABEL_PREFIX::concat).toList();
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
    weights.put(COUNTS, new FloatTensor(new long[] {counts.length}, counts));
    BucketIndex kept = words.kept().orElseThrow();
    float[] buckets = new float[kept.size()];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = kept.bucket(i);
    }
    weights.put(BUCKETS, new FloatTensor(new long[] {buckets.length}, buckets));
    weights.put(NGRAMS, rows(buckets.length, width, i -> model.inputRow(words.size() + i)));
    return new ModelBundle(parts.kind(), parts.entries(options, metrics), weights);
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
    Words words =
        words(parts.encoder().vocabulary(), parts.labels(), bundle.weight(COUNTS, labels).values());
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
