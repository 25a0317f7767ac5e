package io.palavra.embeddings.fasttext;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.WordIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a model of fastText's formats 11 and 12. */
final class ModelReader {
  private static final int MOST_DIMENSIONS = 1 << 16;

  /** fastText gives inner nodes of its tree that are not made yet the next larger count. */
  private static final long MOST_COUNTED = 999_999_999_999_999L;

  private static final byte LABEL = 1;

  private final ModelBytes in;
  private int version;

  ModelReader(ModelBytes in) {
    this.in = in;
  }

  FastTextModel read() {
    if (in.number() != FastTextFiles.MAGIC) {
      throw in.wrong("other first bytes", "a model of fastText");
    }
    version = in.number("version", FastTextFiles.OLDEST_VERSION, FastTextFiles.VERSION);
    ModelShape shape = shape();
    Words words = words(shape);
    boolean packed = in.flag("quantised input");
    RowTable input = packed ? packed() : plain();
    boolean packedOutput = in.flag("quantised output") && packed;
    RowTable output = packedOutput ? packed() : plain();
    if (in.left() > 0) {
      throw in.wrong(in.left() + " more bytes", "the end of the file behind the model");
    }
    check(shape, words, input, output);
    return new FastTextModel(shape, words, input, output);
  }

  private ModelShape shape() {
    int dimensions = in.number("dimensions", 1, MOST_DIMENSIONS);
    int window = in.number();
    int epochs = in.number();
    int minCount = in.number();
    int negatives = in.number();
    int wordNgrams = in.number("word n-grams", 0, 1 << 16);
    int loss = in.number("loss", 1, OutputLoss.values().length);
    int task = in.number("model", 1, ModelTask.values().length);
    int buckets = in.number("buckets", 0, Integer.MAX_VALUE - 16);
    int shortest = in.number("minn", 0, 1000);
    int longest = in.number("maxn", 0, 1000);
    int updateRate = in.number();
    double subsample = in.doubleNumber();
    ModelTask kind = ModelTask.values()[task - 1];
    boolean wholeWords = version == FastTextFiles.OLDEST_VERSION && kind == ModelTask.SUPERVISED;
    if (longest > 0 && shortest > longest) {
      throw in.wrong("n-grams from " + shortest + " to " + longest, "the shorter ones first");
    }
    return new ModelShape(
        dimensions,
        window,
        epochs,
        minCount,
        negatives,
        wordNgrams,
        OutputLoss.values()[loss - 1],
        kind,
        buckets,
        shortest,
        wholeWords ? 0 : longest,
        updateRate,
        subsample);
  }

  private Words words(ModelShape shape) {
    int size = in.number("dictionary size", 1, Integer.MAX_VALUE - 16);
    int wordCount = in.number("words", 0, size);
    int labelCount = in.number("labels", 0, size);
    if (wordCount + labelCount != size) {
      throw in.wrong(wordCount + " words and " + labelCount + " labels", size + " in all");
    }
    long tokens = in.longNumber();
    long pruned = in.longNumber();
    in.check(size, 10);
    WordIndex index = new WordIndex();
    List<String> labels = new ArrayList<>();
    long[] counts = new long[size];
    long sum = 0;
    for (int i = 0; i < size; i++) {
      int length = in.readWord();
      counts[i] = in.longNumber();
      if (counts[i] < 0 || counts[i] > MOST_COUNTED - sum) {
        throw in.wrong("the count " + counts[i], "counts of at most " + MOST_COUNTED + " in all");
      }
      sum += counts[i];
      boolean label = in.oneByte() == LABEL;
      if (label != i >= wordCount) {
        throw in.wrong("entry " + i + " of another kind", "words first, then labels");
      }
      if (label) {
        labels.add(new String(in.word(), 0, length, StandardCharsets.UTF_8));
      } else if (index.add(in.word(), 0, length) != i) {
        throw in.wrong("a word that comes twice at " + i, "each word once");
      }
    }
    Optional<BucketIndex> kept = pruned < 0 ? Optional.empty() : Optional.of(pruned(pruned, shape));
    return new Words(index, counts, labels, tokens, kept);
  }

  /** Pairs of a bucket and its row, in any order. */
  private BucketIndex pruned(long count, ModelShape shape) {
    in.check(count, 8);
    int[] buckets = new int[(int) count];
    Arrays.fill(buckets, -1);
    for (int i = 0; i < buckets.length; i++) {
      int bucket = in.number("bucket", 0, Math.max(0, shape.buckets() - 1));
      buckets[in.number("row of a bucket", 0, buckets.length - 1)] = bucket;
    }
    BucketIndex kept = new BucketIndex();
    for (int row = 0; row < buckets.length; row++) {
      if (buckets[row] < 0 || kept.add(buckets[row]) != row) {
        throw in.wrong("row " + row + " of no bucket or of another's", "a row for each bucket");
      }
    }
    return kept;
  }

  private RowTable plain() {
    long rows = in.longNumber();
    int columns = columns(in.longNumber());
    return new PlainTable(in.rows(rows, columns), (int) rows, columns, WordVectors.width(columns));
  }

  private int columns(long claimed) {
    if (claimed < 1 || claimed > MOST_DIMENSIONS) {
      throw in.wrong(claimed + " columns", "from 1 to " + MOST_DIMENSIONS);
    }
    return (int) claimed;
  }

  private RowTable packed() {
    boolean hasNorms = in.flag("quantised norms");
    long rows = in.longNumber();
    int columns = columns(in.longNumber());
    int size = in.number("codes", 0, Integer.MAX_VALUE - 16);
    byte[] codes = in.bytes(size);
    Codebook book = book();
    if (book.dimensions() != columns || rows < 0 || rows * book.parts() != size) {
      throw in.wrong(size + " codes for " + rows + " rows", "a code for each part of each row");
    }
    Optional<PackedTable.Norms> norms = Optional.empty();
    if (hasNorms) {
      byte[] normCodes = in.bytes(rows);
      norms = Optional.of(new PackedTable.Norms(normCodes, book()));
    }
    return new PackedTable((int) rows, codes, book, norms);
  }

  private Codebook book() {
    int dimensions = in.number("quantised dimensions", 1, MOST_DIMENSIONS);
    int parts = in.number("parts", 1, dimensions);
    int length = in.number("length of a part", 1, dimensions);
    int last = in.number("length of the last part", 1, length);
    if ((parts - 1) * length + last != dimensions) {
      throw in.wrong(parts + " parts of " + length, dimensions + " dimensions in all");
    }
    return new Codebook(
        dimensions, parts, length, last, in.floats((long) dimensions * Codebook.SIZE));
  }

  private void check(ModelShape shape, Words words, RowTable input, RowTable output) {
    long buckets = words.kept().map(BucketIndex::size).orElse(shape.buckets());
    int outputs = shape.kind() == ModelTask.SUPERVISED ? words.labels().size() : words.size();
    if (input.columns() != shape.dimensions() || output.columns() != shape.dimensions()) {
      throw in.wrong(
          "tables of " + input.columns() + " and " + output.columns() + " columns",
          shape.dimensions() + " as the beginning says");
    }
    if (input.rows() != words.size() + buckets || output.rows() < outputs) {
      throw in.wrong(
          input.rows() + " and " + output.rows() + " rows",
          (words.size() + buckets) + " and " + outputs + " as the dictionary says");
    }
  }
}
