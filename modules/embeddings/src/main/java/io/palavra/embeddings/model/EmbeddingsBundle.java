package io.palavra.embeddings.model;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.WordIndex;
import io.palavra.embeddings.train.ParagraphVectors;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.options.OptionBinder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * A model as a bundle and back. {@code vocabulary.txt} has a count, a tabulator and a word a line,
 * {@code words} the rows of the words, {@code ngrams} those of the buckets that these words have,
 * in rising order: which ones follows from the words, and the others hold nothing. Of paragraph
 * vectors {@code texts} has the rows of the texts, {@code outputs} the words' rows by which new
 * ones are inferred, and {@code texts.txt} a place and a beginning a text.
 */
final class EmbeddingsBundle {
  static final String OPTIONS = "options.json";
  static final String VOCABULARY = "vocabulary.txt";
  static final String METRICS = "metrics.json";
  static final String PROVENANCE = "provenance.json";
  private static final String WORDS = "words";
  private static final String NGRAMS = "ngrams";
  private static final String TEXTS = "texts";
  private static final String OUTPUTS = "outputs";
  private static final String NOTES = "texts.txt";

  /** Inference draws by a text's words alone, not by the seed of the training. */
  private static final long NO_SEED = 0;

  private EmbeddingsBundle() {}

  /** The bundle, without metrics and provenance. */
  static ModelBundle pack(EmbeddingsModel model) {
    WordVectors vectors = model.vectors();
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put(OPTIONS, OptionBinder.toJson(model.options()));
    texts.put(VOCABULARY, vocabulary(model));
    int dimensions = vectors.dimensions();
    SortedMap<String, FloatTensor> weights = new TreeMap<>();
    weights.put(WORDS, rows(vectors.size(), dimensions, vectors::ownRow));
    if (vectors.ngrams().isPresent()) {
      int[] buckets = buckets(vectors.words().toList(), vectors.ngrams().get());
      weights.put(NGRAMS, rows(buckets.length, dimensions, i -> vectors.bucketRow(buckets[i])));
    }
    model
        .texts()
        .ifPresent(
            all -> {
              ParagraphVectors learned = all.vectors();
              texts.put(NOTES, all.lines());
              weights.put(TEXTS, rows(learned.size(), dimensions, learned::vector));
              weights.put(OUTPUTS, rows(vectors.size(), dimensions, learned::outputRow));
            });
    return new ModelBundle(EmbeddingsKind.ID, texts, weights);
  }

  private static FloatTensor rows(int count, int dimensions, IntFunction<float[]> row) {
    float[] rows = new float[count * dimensions];
    for (int i = 0; i < count; i++) {
      System.arraycopy(row.apply(i), 0, rows, i * dimensions, dimensions);
    }
    return new FloatTensor(new long[] {count, dimensions}, rows);
  }

  /**
   * The model of a bundle.
   *
   * @throws BadInputException when an entry is missing or does not fit the others
   */
  static EmbeddingsModel unpack(ModelBundle bundle) {
    EmbeddingsOptions options =
        OptionBinder.fromOlderJson(EmbeddingsOptions.defaults(), bundle.text(OPTIONS), OPTIONS);
    List<String> lines = bundle.text(VOCABULARY).lines().toList();
    WordIndex index = new WordIndex();
    long[] counts = new long[lines.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = word(lines.get(i), i, index);
    }
    int dimensions = options.dimensions();
    int width = WordVectors.width(dimensions);
    FloatTensor words = bundle.weight(WORDS, counts.length, dimensions);
    if (options.model().ofTexts()) {
      return withTexts(bundle, options, CountedWords.of(index, counts), words);
    }
    if (!options.subwords()) {
      FloatRows table = FloatRows.zeros(counts.length, width);
      spread(words, table, 0, dimensions);
      return new EmbeddingsModel(
          WordVectors.of(index, table, dimensions), counts, options, Optional.empty());
    }
    int[] buckets = buckets(lines.stream().map(EmbeddingsBundle::word).toList(), options.ngrams());
    FloatTensor ngrams = bundle.weight(NGRAMS, buckets.length, dimensions);
    FloatRows table = FloatRows.zeros((long) counts.length + buckets.length, width);
    spread(words, table, 0, dimensions);
    spread(ngrams, table, counts.length, dimensions);
    return new EmbeddingsModel(
        WordVectors.withSubwords(index, table, dimensions, options.ngrams(), buckets),
        counts,
        options,
        Optional.empty());
  }

  private static EmbeddingsModel withTexts(
      ModelBundle bundle, EmbeddingsOptions options, CountedWords counted, FloatTensor words) {
    List<TextNote> notes = LearnedTexts.notes(NOTES, bundle.text(NOTES));
    int dimensions = options.dimensions();
    int width = WordVectors.width(dimensions);
    FloatTensor texts = bundle.weight(TEXTS, notes.size(), dimensions);
    FloatTensor outputs = bundle.weight(OUTPUTS, counted.size(), dimensions);
    FloatRows input = FloatRows.zeros((long) counted.size() + notes.size(), width);
    spread(words, input, 0, dimensions);
    spread(texts, input, counted.size(), dimensions);
    FloatRows output = FloatRows.zeros(counted.size(), width);
    spread(outputs, output, 0, dimensions);
    ParagraphVectors learned =
        ParagraphVectors.of(options.paragraphs(NO_SEED), counted, input, output);
    return new EmbeddingsModel(
        WordVectors.of(counted.index(), input, dimensions),
        counted.counts(),
        options,
        Optional.of(new LearnedTexts(learned, notes, options)));
  }

  private static String vocabulary(EmbeddingsModel model) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < model.vectors().size(); i++) {
      out.append(model.counts()[i]).append('\t').append(model.vectors().word(i)).append('\n');
    }
    return out.toString();
  }

  private static String word(String line) {
    return line.substring(line.indexOf('\t') + 1);
  }

  private static long word(String line, int number, WordIndex index) {
    int tab = line.indexOf('\t');
    if (tab < 1
        || tab > 18
        || !line.substring(0, tab).chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw BadInputException.at(VOCABULARY, number + 1L, line, "a count, a tabulator and a word");
    }
    byte[] utf8 = word(line).getBytes(StandardCharsets.UTF_8);
    if (utf8.length == 0 || index.add(utf8, 0, utf8.length) != number) {
      throw BadInputException.at(VOCABULARY, number + 1L, line, "each word once");
    }
    return Long.parseLong(line.substring(0, tab));
  }

  private static void spread(FloatTensor from, FloatRows table, int row, int dimensions) {
    for (int i = 0; i < from.shape()[0]; i++) {
      int to = table.place(row + i);
      System.arraycopy(from.values(), i * dimensions, table.numbers(), to, dimensions);
    }
  }

  /** The buckets that some word has, rising. */
  private static int[] buckets(List<String> words, Ngrams ngrams) {
    BitSet used = new BitSet();
    for (String word : words) {
      for (int bucket : ngrams.of(word)) {
        used.set(bucket);
      }
    }
    return used.stream().toArray();
  }
}
