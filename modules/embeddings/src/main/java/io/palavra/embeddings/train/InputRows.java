package io.palavra.embeddings.train;

import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.Ngrams;
import java.util.Arrays;

/**
 * Which rows of the input table make up a word: its own and those of its n-grams, which lie behind
 * the rows of all words.
 */
final class InputRows {
  private final int[] starts;
  private final int[] rows;
  private final int most;

  InputRows(CountedWords words, Ngrams ngrams) {
    int size = words.size();
    starts = new int[size + 1];
    int[] found = new int[size + 16];
    int longest = 1;
    for (int word = 0; word < size; word++) {
      int[] buckets = ngrams.any() ? ngrams.of(words.word(word)) : new int[0];
      int at = starts[word];
      int end = Math.addExact(at, 1 + buckets.length);
      if (end > found.length) {
        found = Arrays.copyOf(found, (int) Math.min(Integer.MAX_VALUE - 16, 2L * end));
      }
      found[at++] = word;
      for (int bucket : buckets) {
        found[at++] = size + bucket;
      }
      starts[word + 1] = end;
      longest = Math.max(longest, 1 + buckets.length);
    }
    rows = Arrays.copyOf(found, starts[size]);
    most = longest;
  }

  /** Rows of the word that has most of them. */
  int most() {
    return most;
  }

  /** Every row that some word is made of, rising. */
  int[] used() {
    int[] used = rows.clone();
    Arrays.sort(used);
    int n = 0;
    for (int i = 0; i < used.length; i++) {
      if (i == 0 || used[i] != used[i - 1]) {
        used[n++] = used[i];
      }
    }
    return Arrays.copyOf(used, n);
  }

  int start(int word) {
    return starts[word];
  }

  int end(int word) {
    return starts[word + 1];
  }

  int row(int place) {
    return rows[place];
  }
}
