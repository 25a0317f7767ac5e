package io.palavra.embeddings.train;

import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.Ngrams;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which rows of the input table make up a word: its own and those of its n-grams' buckets, which
 * lie behind the rows of all words. Only buckets that some word has get a row.
 */
final class InputRows {
  private final int[] starts;
  private final int[] rows;
  private final int[] buckets;
  private final int most;

  InputRows(CountedWords words, Ngrams ngrams) {
    int size = words.size();
    starts = new int[size + 1];
    int[] found = new int[size + 16];
    BitSet used = new BitSet();
    int longest = 1;
    for (int word = 0; word < size; word++) {
      int[] own = ngrams.any() ? ngrams.of(words.word(word)) : new int[0];
      int at = starts[word];
      int end = Math.addExact(at, 1 + own.length);
      if (end > found.length) {
        found = Arrays.copyOf(found, (int) Math.min(Integer.MAX_VALUE - 16, 2L * end));
      }
      found[at++] = word;
      for (int bucket : own) {
        found[at++] = bucket;
        used.set(bucket);
      }
      starts[word + 1] = end;
      longest = Math.max(longest, 1 + own.length);
    }
    rows = Arrays.copyOf(found, starts[size]);
    buckets = used.stream().toArray();
    most = longest;
    for (int word = 0; word < size; word++) {
      for (int place = starts[word] + 1; place < starts[word + 1]; place++) {
        rows[place] = size + Arrays.binarySearch(buckets, rows[place]);
      }
    }
  }

  /** Rows of the word that has most of them. */
  int most() {
    return most;
  }

  /** The buckets that have rows, rising; their rows follow those of the words in this order. */
  int[] buckets() {
    return buckets;
  }

  /** All rows, those of words and of buckets. */
  int size() {
    return starts.length - 1 + buckets.length;
  }

  int start(int word) {
    return starts[word];
  }

  int end(int word) {
    return starts[word + 1];
  }

  /** The own row of a word stands at its {@link #start}, those of its n-grams behind. */
  int row(int place) {
    return rows[place];
  }
}
