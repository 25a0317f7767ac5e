package io.palavra.embeddings.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Puts words in order, the most frequent first and equals by their bytes: as numbers, first by
 * their counts, then those of one count by their first bytes, so that words are compared byte by
 * byte only where both agree.
 */
final class FrequencyOrder {
  /** Words that are more frequent are told apart by looking at their counts. */
  private static final long MOST = Integer.MAX_VALUE;

  private final WordIndex words;
  private final long[] counts;
  private final Comparator<Integer> exact;

  /**
   * @param counts by the words' numbers
   */
  FrequencyOrder(WordIndex words, long[] counts) {
    this.words = words;
    this.counts = counts;
    this.exact =
        (a, b) -> counts[a] != counts[b] ? Long.compare(counts[b], counts[a]) : words.compare(a, b);
  }

  /** The numbers of the words that come at least so many times. */
  int[] of(long atLeast) {
    long[] keys =
        IntStream.range(0, words.size())
            .filter(i -> counts[i] >= atLeast)
            .mapToLong(i -> MOST - Math.min(MOST, counts[i]) << Integer.SIZE | i)
            .toArray();
    Arrays.parallelSort(keys);
    int[] order = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    for (int from = 0; from < keys.length; ) {
      int to = behindEquals(keys, from);
      byBytes(order, from, to);
      from = to;
    }
    return order;
  }

  /** The first place whose upper half is another one. */
  private static int behindEquals(long[] keys, int from) {
    int to = from + 1;
    while (to < keys.length && keys[to] >>> Integer.SIZE == keys[from] >>> Integer.SIZE) {
      to++;
    }
    return to;
  }

  /** Words of one count. */
  private void byBytes(int[] order, int from, int to) {
    if (to == from + 1) {
      return;
    }
    long[] keys = new long[to - from];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) head(order[from + i]) << Integer.SIZE | order[from + i];
    }
    Arrays.sort(keys);
    for (int i = 0; i < keys.length; i++) {
      order[from + i] = (int) keys[i];
    }
    for (int i = 0; i < keys.length; ) {
      int end = behindEquals(keys, i);
      if (end > i + 1) {
        exactly(order, from + i, from + end);
      }
      i = end;
    }
  }

  /** A number that is less where a word's first bytes are; equal for all of the greatest counts. */
  private int head(int word) {
    return counts[word] >= MOST ? 0 : words.head(word) ^ Integer.MIN_VALUE;
  }

  private void exactly(int[] order, int from, int to) {
    int[] sorted =
        Arrays.stream(order, from, to).boxed().sorted(exact).mapToInt(Integer::intValue).toArray();
    System.arraycopy(sorted, 0, order, from, sorted.length);
  }
}
