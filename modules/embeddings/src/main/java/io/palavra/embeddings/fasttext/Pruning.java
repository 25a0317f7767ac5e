package io.palavra.embeddings.fasttext;

import io.palavra.embeddings.text.WordIndex;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Leaves out the rows that say least (Joulin et al. 2016, "FastText.zip", section 3.3): those with
 * the shortest vectors, as {@code fasttext quantize -cutoff} does.
 */
final class Pruning {
  private Pruning() {}

  /**
   * The same model with so many rows of words and n-grams; that of the end of a text stays. Words
   * without a row leave the dictionary.
   */
  static FastTextModel keep(FastTextModel model, int most) {
    Words words = model.words();
    BitSet rows = longest(model, most);
    WordIndex index = new WordIndex();
    long[] counts = new long[rows.get(0, words.size()).cardinality() + words.labels().size()];
    BucketIndex buckets = new BucketIndex();
    PlainTable table = PlainTable.zeros(rows.cardinality(), model.input().columns());
    int at = 0;
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      float[] values = model.inputRow(row);
      System.arraycopy(values, 0, table.values(), at++ * table.width(), values.length);
      if (row < words.size()) {
        counts[index.addFrom(words.index(), row)] = words.counts()[row];
      } else {
        int bucket = row - words.size();
        buckets.add(words.kept().map(kept -> kept.bucket(bucket)).orElse(bucket));
      }
    }
    long[] labels = words.labelCounts();
    System.arraycopy(labels, 0, counts, index.size(), labels.length);
    Words left = Words.of(index, counts, words.labels(), words.tokens()).keeping(buckets);
    return new FastTextModel(model.shape(), left, table, model.output());
  }

  private static BitSet longest(FastTextModel model, int most) {
    int rows = model.input().rows();
    double[] lengths = new double[rows];
    Arrays.setAll(lengths, row -> squaredLength(model.inputRow(row)));
    byte[] end = LineCoder.end();
    int ending = model.words().index().find(end, 0, end.length);
    if (ending >= 0) {
      lengths[ending] = Double.POSITIVE_INFINITY;
    }
    BitSet kept = new BitSet(rows);
    IntStream.range(0, rows)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> -lengths[row]))
        .limit(most)
        .forEach(kept::set);
    return kept;
  }

  private static double squaredLength(float[] row) {
    double sum = 0;
    for (float value : row) {
      sum += (double) value * value;
    }
    return sum;
  }
}
