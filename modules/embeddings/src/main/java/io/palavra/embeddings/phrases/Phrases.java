package io.palavra.embeddings.phrases;

import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.WordCounter;
import io.palavra.embeddings.text.WordSink;
import io.palavra.embeddings.text.WordSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** The phrases of a text. Immutable and safe for use by several threads. */
public final class Phrases {
  /** Stands between the words of a phrase. */
  public static final byte JOINT = '_';

  private final PhraseOptions options;
  private final CountedWords words;
  private final CountedWords pairs;

  private Phrases(PhraseOptions options, CountedWords words, CountedWords pairs) {
    this.options = options;
    this.words = words;
    this.pairs = pairs;
  }

  /**
   * Two words that are joined.
   *
   * @param words with the joint between them
   * @param score above the threshold
   * @param count how often they come
   */
  public record Phrase(String words, double score, long count) {}

  /** Counts the words and pairs of a text. */
  public static Phrases learn(WordSource source, PhraseOptions options) {
    WordCounter words = new WordCounter(options.mostWords());
    WordCounter pairs = new WordCounter(options.mostWords());
    source.read(new Pairs(words, pairs));
    return new Phrases(options, words.words(options.minCount()), pairs.words(options.minCount()));
  }

  /**
   * A text with its phrases joined, in several passes: the second one finds phrases of up to four
   * words, the third of up to eight.
   */
  public static WordSource join(WordSource source, PhraseOptions options, int passes) {
    WordSource joined = source;
    for (int pass = 0; pass < passes; pass++) {
      joined = learn(joined, options).join(joined);
    }
    return joined;
  }

  /** The score of two words; empty when they or their pair are too rare. */
  public OptionalDouble score(String first, String second) {
    byte[] a = first.getBytes(StandardCharsets.UTF_8);
    byte[] b = second.getBytes(StandardCharsets.UTF_8);
    byte[] pair = new byte[a.length + b.length + 1];
    System.arraycopy(a, 0, pair, 0, a.length);
    pair[a.length] = JOINT;
    System.arraycopy(b, 0, pair, a.length + 1, b.length);
    return score(pair, a.length);
  }

  private OptionalDouble score(byte[] pair, int joint) {
    return score(pair, joint, pair.length);
  }

  private OptionalDouble score(byte[] pair, int joint, int to) {
    int both = pairs.find(pair, 0, to);
    if (both < 0) {
      return OptionalDouble.empty();
    }
    int first = words.find(pair, 0, joint);
    int second = words.find(pair, joint + 1, to);
    if (first < 0 || second < 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        options
            .score()
            .of(
                pairs.count(both),
                words.count(first),
                words.count(second),
                words.read(),
                options.minCount()));
  }

  /** All phrases, the strongest first. A pair of words that contain the joint is found, too. */
  public List<Phrase> all() {
    List<Phrase> found = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      byte[] pair = pairs.word(i).getBytes(StandardCharsets.UTF_8);
      OptionalDouble best = OptionalDouble.empty();
      for (int at = 1; at + 1 < pair.length; at++) {
        if (pair[at] == JOINT) {
          OptionalDouble score = score(pair, at);
          boolean better =
              score.isPresent() && score.getAsDouble() > best.orElse(Double.NEGATIVE_INFINITY);
          best = better ? score : best;
        }
      }
      if (best.isPresent() && best.getAsDouble() > options.threshold()) {
        found.add(new Phrase(pairs.word(i), best.getAsDouble(), pairs.count(i)));
      }
    }
    found.sort(Comparator.comparingDouble(Phrase::score).reversed().thenComparing(Phrase::words));
    return found;
  }

  /** The text with each phrase as one word, from left to right; none is part of two. */
  public WordSource join(WordSource source) {
    return new WordSource() {
      @Override
      public String name() {
        return source.name();
      }

      @Override
      public void read(WordSink sink) {
        source.read(new Joiner(sink));
      }
    };
  }

  /** Holds a word back until the next one is seen. */
  private final class Joiner implements WordSink {
    private final WordSink to;
    private byte[] held = new byte[256];
    private int length;

    Joiner(WordSink to) {
      this.to = to;
    }

    @Override
    public void word(byte[] utf8, int from, int end) {
      int n = end - from;
      held = Pairs.room(held, length + n + 1);
      if (length == 0) {
        System.arraycopy(utf8, from, held, 0, n);
        length = n;
        return;
      }
      held[length] = JOINT;
      System.arraycopy(utf8, from, held, length + 1, n);
      int both = length + 1 + n;
      if (score(held, length, both).orElse(Double.NEGATIVE_INFINITY) > options.threshold()) {
        to.word(held, 0, both);
        length = 0;
      } else {
        to.word(held, 0, length);
        System.arraycopy(utf8, from, held, 0, n);
        length = n;
      }
    }

    @Override
    public void end() {
      if (length > 0) {
        to.word(held, 0, length);
        length = 0;
      }
      to.end();
    }
  }

  /** Counts each word, and with the one before it as a pair. */
  private static final class Pairs implements WordSink {
    private final WordCounter words;
    private final WordCounter pairs;
    private byte[] pair = new byte[256];
    private int length;

    Pairs(WordCounter words, WordCounter pairs) {
      this.words = words;
      this.pairs = pairs;
    }

    @Override
    public void word(byte[] utf8, int from, int to) {
      words.word(utf8, from, to);
      int n = to - from;
      pair = room(pair, length + n + 1);
      if (length > 0) {
        pair[length] = JOINT;
        System.arraycopy(utf8, from, pair, length + 1, n);
        pairs.word(pair, 0, length + 1 + n);
      }
      System.arraycopy(utf8, from, pair, 0, n);
      length = n;
    }

    @Override
    public void end() {
      length = 0;
    }

    static byte[] room(byte[] bytes, int needed) {
      return needed <= bytes.length ? bytes : Arrays.copyOf(bytes, 2 * needed);
    }
  }
}
