package io.palavra.embeddings.fasttext;

import io.palavra.embeddings.text.WordIndex;
import java.util.Arrays;
import java.util.List;

/**
 * The dictionary of a model.
 *
 * @param index of the words; it must not be added to
 * @param counts of the words, then of the labels
 * @param labels with their prefix, as {@code __label__positive}
 * @param tokens read in training
 * @param pruned rows of n-grams that are left after pruning: {@code kept[i]} is the bucket of row
 *     {@code i}, empty and not pruned at all being told apart by {@code isPruned}
 * @param isPruned whether only the n-grams of {@code pruned} have rows
 */
public record Words(
    WordIndex index,
    long[] counts,
    List<String> labels,
    long tokens,
    int[] pruned,
    boolean isPruned) {

  /** Copies the lists. */
  public Words {
    counts = counts.clone();
    labels = List.copyOf(labels);
    pruned = pruned.clone();
    if (counts.length != index.size() + labels.size()) {
      throw new IllegalArgumentException(
          counts.length + " counts for " + index.size() + " words and " + labels.size());
    }
  }

  /** A dictionary that is not pruned. */
  public static Words of(WordIndex index, long[] counts, List<String> labels, long tokens) {
    return new Words(index, counts, labels, tokens, new int[0], false);
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
