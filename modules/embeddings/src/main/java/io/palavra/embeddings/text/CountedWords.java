package io.palavra.embeddings.text;

/**
 * Words and how often they come, the most frequent first. Immutable; word {@code i} has number
 * {@code i}.
 */
public final class CountedWords {
  private final WordIndex index;
  private final long[] counts;
  private final long kept;
  private final long read;
  private final boolean whole;

  /**
   * @param whole whether nothing was forgotten while counting
   */
  CountedWords(WordIndex index, long[] counts, long read, boolean whole) {
    this.index = index;
    this.counts = counts;
    this.read = read;
    this.whole = whole;
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    this.kept = sum;
  }

  /**
   * Words that were counted before.
   *
   * @param index must not be added to any more
   * @param counts by number, the greatest first; kept, not copied
   */
  public static CountedWords of(WordIndex index, long[] counts) {
    if (index.size() != counts.length) {
      throw new IllegalArgumentException(index.size() + " words, " + counts.length + " counts");
    }
    CountedWords words = new CountedWords(index, counts, 0, true);
    return new CountedWords(index, counts, words.kept, true);
  }

  /**
   * Whether all words were at hand while they were counted. If not, words are missing, and counts
   * are lower bounds.
   */
  public boolean whole() {
    return whole;
  }

  /** How many distinct words there are. */
  public int size() {
    return counts.length;
  }

  /** The word of a number. */
  public String word(int number) {
    return index.word(number);
  }

  /** How often word {@code number} came. */
  public long count(int number) {
    return counts[number];
  }

  /** All counts, by number. */
  public long[] counts() {
    return counts.clone();
  }

  /** The sum of all counts. */
  public long total() {
    return kept;
  }

  /** How many words the text had, the rare ones too. */
  public long read() {
    return read;
  }

  /** The number of a word; -1 when it is not there. */
  public int find(String word) {
    return index.find(word);
  }

  /** As {@link #find(String)} for UTF-8. */
  public int find(byte[] utf8, int from, int to) {
    return index.find(utf8, from, to);
  }

  /** Finds words; it must not be added to. */
  public WordIndex index() {
    return index;
  }
}
