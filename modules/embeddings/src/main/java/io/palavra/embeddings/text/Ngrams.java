package io.palavra.embeddings.text;

import io.palavra.pipeline.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Character n-grams of a word between the marks {@code <} and {@code >}, hashed into buckets
 * exactly as fastText does (Bojanowski et al. 2017, section 3.2; {@code
 * Dictionary::computeSubwords}), so that tables can be exchanged.
 *
 * @param shortest characters (code points)
 * @param longest characters; 0 with no buckets for no n-grams at all
 * @param buckets rows of the table that n-grams share
 */
public record Ngrams(int shortest, int longest, int buckets) {
  /** No sub-words. */
  public static final Ngrams NONE = new Ngrams(0, 0, 0);

  /** As fastText's defaults: 3 to 6 characters, two million buckets. */
  public static final Ngrams FASTTEXT = new Ngrams(3, 6, 2_000_000);

  /** fastText's mark for the end of a line has no n-grams. */
  public static final String END_OF_LINE = "</s>";

  /** No n-gram is longer. */
  public static final int LONGEST = 1000;

  private static final int OFFSET_BASIS = 0x811C9DC5;
  private static final int PRIME = 0x01000193;

  /** Checks the values. */
  public Ngrams {
    boolean none = shortest == 0 && longest == 0 && buckets == 0;
    if (!none && (shortest < 1 || longest < shortest || longest > LONGEST)) {
      throw BadInputException.of(
          "ngrams", shortest + ".." + longest, "lengths from 1 up, the shorter one first");
    }
    if (!none && buckets < 1) {
      throw BadInputException.of("buckets", Integer.toString(buckets), "at least 1");
    }
  }

  /** Whether words have n-grams. */
  public boolean any() {
    return buckets > 0;
  }

  /** The buckets of the n-grams of a word, in fastText's order; the same one may come twice. */
  public int[] of(String word) {
    if (!any() || word.equals(END_OF_LINE)) {
      return new int[0];
    }
    byte[] utf8 = ("<" + word + ">").getBytes(StandardCharsets.UTF_8);
    int[] found = new int[16];
    int n = 0;
    for (int i = 0; i < utf8.length; i++) {
      if (continues(utf8[i])) {
        continue;
      }
      int hash = OFFSET_BASIS;
      int j = i;
      for (int length = 1; j < utf8.length && length <= longest; length++) {
        hash = step(hash, utf8[j++]);
        while (j < utf8.length && continues(utf8[j])) {
          hash = step(hash, utf8[j++]);
        }
        if (length >= shortest && !(length == 1 && (i == 0 || j == utf8.length))) {
          if (n == found.length) {
            found = Arrays.copyOf(found, 2 * n);
          }
          found[n++] = Integer.remainderUnsigned(hash, buckets);
        }
      }
    }
    return Arrays.copyOf(found, n);
  }

  /**
   * FNV-1a over 32 bits with fastText's quirk: a byte from 0x80 on is extended by its sign, so that
   * all upper bits of the hash turn over.
   *
   * @return to be read without a sign
   */
  public static int hash(byte[] utf8) {
    return hash(utf8, 0, utf8.length);
  }

  /** As {@link #hash(byte[])} for a part of an array. */
  public static int hash(byte[] utf8, int from, int to) {
    int hash = OFFSET_BASIS;
    for (int i = from; i < to; i++) {
      hash = step(hash, utf8[i]);
    }
    return hash;
  }

  private static int step(int hash, byte b) {
    return (hash ^ b) * PRIME;
  }

  private static boolean continues(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
