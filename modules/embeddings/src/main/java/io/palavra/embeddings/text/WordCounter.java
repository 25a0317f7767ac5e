package io.palavra.embeddings.text;

import io.palavra.pipeline.BadInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Counts the words of a text in bounded memory: whenever more distinct words than the limit are at
 * hand, the rarest are forgotten, those seen once first, as word2vec's {@code ReduceVocab} does. A
 * word that is forgotten and comes again counts from one, so that the counts of rare words are
 * lower bounds once something was forgotten.
 */
public final class WordCounter implements WordSink {
  private final int limit;
  private WordIndex index = new WordIndex();
  private long[] counts = new long[1 << 8];
  private long total;
  private long rarest = 1;

  /**
   * @param limit the most distinct words at any time
   */
  public WordCounter(int limit) {
    if (limit < 1) {
      throw BadInputException.of("word limit", Integer.toString(limit), "at least 1");
    }
    this.limit = limit;
  }

  /**
   * The words of a text that come at least so many times; a long text is read by all cores.
   *
   * @param most distinct words that each of the threads holds at any time while counting; a text
   *     that has more in all is read again by one
   * @throws BadInputException when no word is left
   */
  public static CountedWords count(WordSource source, int atLeast, int most) {
    WordCounter counter = of(source, most);
    CountedWords words = counter.words(atLeast);
    if (words.size() == 0) {
      throw counter.nothing(source.name(), atLeast);
    }
    return words;
  }

  private static WordCounter of(WordSource source, int most) {
    List<WordSource> stretches = source.stretches(Runtime.getRuntime().availableProcessors());
    List<WordCounter> counters = stretches.stream().map(each -> new WordCounter(most)).toList();
    if (counters.size() > 1 && WordSource.readTogether(stretches, counters)) {
      WordCounter sum = counters.get(0);
      if (counters.stream().skip(1).allMatch(other -> sum.addAll(other).isPresent())) {
        return sum;
      }
    }
    WordCounter alone = new WordCounter(most);
    source.read(alone);
    return alone;
  }

  /** What is to be said of a text without a frequent word. */
  BadInputException nothing(String name, int atLeast) {
    return BadInputException.of(
        name,
        total + " words",
        "a text in which some word comes at least "
            + atLeast
            + " times"
            + (forgot()
                ? "; of more than " + limit + " distinct ones the rare were forgotten"
                : ""));
  }

  @Override
  public void word(byte[] utf8, int from, int to) {
    add(utf8, from, to);
  }

  /** Counts a word; its number among those seen, which holds until something is forgotten. */
  int add(byte[] utf8, int from, int to) {
    int before = index.size();
    int i = index.add(utf8, from, to);
    total++;
    if (i < before) {
      counts[i]++;
      return i;
    }
    if (!ascii(utf8, from, to)) {
      check(utf8, from, to);
    }
    if (i == counts.length) {
      counts = Arrays.copyOf(counts, 2 * counts.length);
    }
    counts[i] = 1;
    while (index.size() > limit) {
      forget();
    }
    return i;
  }

  @Override
  public void end() {}

  /** All words seen, those that were forgotten too. */
  public long total() {
    return total;
  }

  /** Distinct words at hand. */
  int size() {
    return index.size();
  }

  /** Whether words had to be forgotten, so that numbers have changed. */
  boolean forgot() {
    return rarest > 1;
  }

  /**
   * Adds what another one has counted in another part of the text.
   *
   * @return its words' numbers here, by their numbers there; empty when one of both forgot words or
   *     would have to, so that the sum were not what one counter says of the whole text
   */
  Optional<int[]> addAll(WordCounter other) {
    int[] numbers = new int[other.index.size()];
    for (int i = 0; i < numbers.length; i++) {
      int before = index.size();
      int here = index.addFrom(other.index, i);
      if (here == counts.length) {
        counts = Arrays.copyOf(counts, 2 * counts.length);
      }
      counts[here] = here == before ? other.counts[i] : counts[here] + other.counts[i];
      numbers[i] = here;
    }
    total += other.total;
    return forgot() || other.forgot() || index.size() > limit
        ? Optional.empty()
        : Optional.of(numbers);
  }

  /** The words that come at least so many times; the most frequent first, equals by their bytes. */
  public CountedWords words(int atLeast) {
    return counted(order(atLeast));
  }

  /** The numbers of the words that come at least so many times, in the order of their counts. */
  int[] order(int atLeast) {
    return new FrequencyOrder(index, counts).of(atLeast);
  }

  /** The words of such numbers in their order. */
  CountedWords counted(int[] order) {
    WordIndex kept = new WordIndex(order.length);
    long[] keptCounts = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      kept.addFrom(index, order[i]);
      keptCounts[i] = counts[order[i]];
    }
    return new CountedWords(kept, keptCounts, total, !forgot());
  }

  private void forget() {
    WordIndex kept = new WordIndex();
    for (int i = 0; i < index.size(); i++) {
      if (counts[i] > rarest) {
        counts[kept.addFrom(index, i)] = counts[i];
      }
    }
    index = kept;
    rarest++;
  }

  private static boolean ascii(byte[] utf8, int from, int to) {
    for (int i = from; i < to; i++) {
      if (utf8[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** Only new words are looked at, so the check costs nothing on a long text. */
  private static void check(byte[] utf8, int from, int to) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    try {
      decoder.decode(ByteBuffer.wrap(utf8, from, to - from));
    } catch (CharacterCodingException e) {
      throw new BrokenWord(utf8, from, to);
    }
  }
}
