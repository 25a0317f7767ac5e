package io.palavra.embeddings.fasttext;

import io.palavra.embeddings.text.WordIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The dictionary of a model.
 *
 * @param index of the words; it must not be added to
 * @param counts of the words, then of the labels
 * @param labels with their prefix, as {@code __label__positive}
 * @param tokens read in training
 * @param kept the buckets that have rows, by row; all have where there is none. It must not be
 *     added to
 */
public record Words(
    WordIndex index, long[] counts, List<String> labels, long tokens, Optional<BucketIndex> kept) {

  /** Copies the lists. */
  public Words {
    counts = counts.clone();
    labels = List.copyOf(labels);
    if (counts.length != index.size() + labels.size()) {
      throw new IllegalArgumentException(
          counts.length + " counts for " + index.size() + " words and " + labels.size());
    }
  }

  /** A dictionary that is not pruned. */
  public static Words of(WordIndex index, long[] counts, List<String> labels, long tokens) {
    return new Words(index, counts, labels, tokens, Optional.empty());
  }

  /** The same words with rows for these buckets alone. */
  public Words keeping(BucketIndex buckets) {
    return new Words(index, counts, labels, tokens, Optional.of(buckets));
  }

  /** How many words there are. */
  public int size() {
    return index.size();
  }

  /** Counts of the labels. */
  long[] labelCounts() {
    return Arrays.copyOfRange(counts, index.size(), counts.length);
  }

  /** Counts of the words. */
  long[] wordCounts() {
    return Arrays.copyOf(counts, index.size());
  }
}
