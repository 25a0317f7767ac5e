package io.palavra.embeddings.text;

import io.palavra.pipeline.BadInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

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
   * The words of a text that come at least so many times.
   *
   * @param most distinct words held at any time while counting
   * @throws BadInputException when no word is left
   */
  public static CountedWords count(WordSource source, int atLeast, int most) {
    WordCounter counter = new WordCounter(most);
    source.read(counter);
    CountedWords words = counter.words(atLeast);
    if (words.size() == 0) {
      throw BadInputException.of(
          source.name(),
          counter.total + " words",
          "a text in which some word comes at least " + atLeast + " times");
    }
    return words;
  }

  @Override
  public void word(byte[] utf8, int from, int to) {
    int before = index.size();
    int i = index.add(utf8, from, to);
    total++;
    if (i < before) {
      counts[i]++;
      return;
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
  }

  @Override
  public void end() {}

  /** All words seen, those that were forgotten too. */
  public long total() {
    return total;
  }

  /** The words that come at least so many times; the most frequent first, equals by their bytes. */
  public CountedWords words(int atLeast) {
    WordIndex words = index;
    int[] order =
        IntStream.range(0, words.size())
            .filter(i -> counts[i] >= atLeast)
            .boxed()
            .sorted(
                (a, b) ->
                    counts[a] != counts[b]
                        ? Long.compare(counts[b], counts[a])
                        : words.compare(a, b))
            .mapToInt(Integer::intValue)
            .toArray();
    WordIndex kept = new WordIndex();
    long[] keptCounts = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      byte[] utf8 = words.utf8(order[i]);
      kept.add(utf8, 0, utf8.length);
      keptCounts[i] = counts[order[i]];
    }
    return new CountedWords(kept, keptCounts, total);
  }

  private void forget() {
    WordIndex kept = new WordIndex();
    for (int i = 0; i < index.size(); i++) {
      if (counts[i] > rarest) {
        byte[] utf8 = index.utf8(i);
        counts[kept.add(utf8, 0, utf8.length)] = counts[i];
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
