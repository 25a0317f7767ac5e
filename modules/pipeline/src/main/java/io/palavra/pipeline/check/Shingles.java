package io.palavra.pipeline.check;

import java.util.Arrays;
import java.util.Optional;

/** The character 5-grams of a text as sorted, distinct 64-bit hashes. */
final class Shingles {
  private static final int GRAM = 5;
  private static final int FEWEST_CHARACTERS = 20;
  private static final int MOST_CHARACTERS = 1_000;
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private Shingles() {}

  /**
   * The 5-grams of the letters and digits of a comparable text, words apart by one space; of long
   * texts the first {@value #MOST_CHARACTERS} characters. Nothing for texts too short to be called
   * similar.
   */
  static Optional<long[]> of(String comparable) {
    char[] kept = new char[Math.min(comparable.length(), MOST_CHARACTERS)];
    int length = 0;
    for (int i = 0; i < comparable.length() && length < kept.length; i++) {
      char c = comparable.charAt(i);
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        kept[length++] = c;
      } else if (length > 0 && kept[length - 1] != ' ') {
        kept[length++] = ' ';
      }
    }
    if (length < FEWEST_CHARACTERS) {
      return Optional.empty();
    }
    long[] grams = new long[length - GRAM + 1];
    for (int i = 0; i < grams.length; i++) {
      long hash = 0;
      for (int k = 0; k < GRAM; k++) {
        hash = (hash + kept[i + k] + 1) * PRIME;
        hash ^= hash >>> 29;
      }
      grams[i] = hash;
    }
    Arrays.sort(grams);
    int distinct = 1;
    for (int i = 1; i < grams.length; i++) {
      if (grams[i] != grams[i - 1]) {
        grams[distinct++] = grams[i];
      }
    }
    return Optional.of(Arrays.copyOf(grams, distinct));
  }

  /** Jaccard similarity: common 5-grams over all 5-grams. */
  static double similarity(long[] a, long[] b) {
    int common = 0;
    int i = 0;
    int k = 0;
    while (i < a.length && k < b.length) {
      if (a[i] == b[k]) {
        common++;
        i++;
        k++;
      } else if (a[i] < b[k]) {
        i++;
      } else {
        k++;
      }
    }
    return (double) common / (a.length + b.length - common);
  }
}
