package io.palavra.translator.lexicon;

import io.palavra.translator.data.EncodedPair;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How probable each token of a translation is given a token of the source, wherever both stand: IBM
 * model 1 (Brown et al. 1993, "The Mathematics of Statistical Machine Translation", section 4.1)
 * with an empty source word, by expectation maximisation from even shares. The end of a sentence
 * takes no part.
 *
 * <p>Pairs are taken in an order by chance that is always the same, as long as the table has room.
 */
final class WordTranslations {
  /**
   * Two numbers and a key each, in a table that is half empty: 128 MiB. What the last pair adds
   * must not make it grow once more.
   */
  private static final int MOST_ENTRIES = 4_000_000;

  private static final int FIRST_CAPACITY = 1 << 12;
  private static final int ROUNDS = 5;
  private static final long NONE = -1;

  /** Stands where a token of the translation has nothing in the source. */
  private static final int EMPTY_WORD = 0;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final int mostEntries;
  private final int[] order;
  private final List<EncodedPair> pairs;

  /** {@code source << 32 | target}, or {@link #NONE}. */
  private long[] keys = new long[FIRST_CAPACITY];

  private float[] probabilities = {};
  private int entries;
  private int taken;

  private WordTranslations(List<EncodedPair> pairs, int mostEntries) {
    this.pairs = pairs;
    this.mostEntries = mostEntries;
    this.order = shuffled(pairs.size());
    Arrays.fill(keys, NONE);
  }

  /**
   * Learns.
   *
   * @param sources ids of the source's vocabulary
   */
  static WordTranslations learn(List<EncodedPair> pairs, int sources) {
    return learn(pairs, sources, MOST_ENTRIES);
  }

  static WordTranslations learn(List<EncodedPair> pairs, int sources, int mostEntries) {
    WordTranslations all = new WordTranslations(pairs, mostEntries);
    all.enter();
    for (int round = 0; round < ROUNDS; round++) {
      all.improve(sources);
    }
    return all;
  }

  private static int[] shuffled(int count) {
    int[] order = new int[count];
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private void enter() {
    while (taken < order.length && entries < mostEntries) {
      EncodedPair pair = pairs.get(order[taken++]);
      int[] read = read(pair);
      for (int t = 0; t < written(pair); t++) {
        for (int source : read) {
          add(source, pair.target()[t]);
        }
      }
    }
    probabilities = new float[keys.length];
    Arrays.fill(probabilities, 1);
  }

  /** The source, with the empty word in the place of its end. */
  private static int[] read(EncodedPair pair) {
    int[] read = pair.source().clone();
    read[read.length - 1] = EMPTY_WORD;
    return read;
  }

  /** Tokens of the translation before its end. */
  private static int written(EncodedPair pair) {
    return pair.target().length - 1;
  }

  /** One round: what each token of a translation is due to, and shares anew. */
  private void improve(int sources) {
    float[] expected = new float[keys.length];
    double[] totals = new double[sources];
    for (int i = 0; i < taken; i++) {
      EncodedPair pair = pairs.get(order[i]);
      int[] read = read(pair);
      int[] places = new int[read.length];
      for (int t = 0; t < written(pair); t++) {
        double sum = 0;
        for (int s = 0; s < read.length; s++) {
          places[s] = place(keys, key(read[s], pair.target()[t]));
          sum += probabilities[places[s]];
        }
        for (int s = 0; s < read.length && sum > 0; s++) {
          float share = (float) (probabilities[places[s]] / sum);
          expected[places[s]] += share;
          totals[read[s]] += share;
        }
      }
    }
    for (int place = 0; place < keys.length; place++) {
      if (keys[place] != NONE) {
        double total = totals[(int) (keys[place] >>> 32)];
        probabilities[place] = total > 0 ? (float) (expected[place] / total) : 0;
      }
    }
  }

  private void add(int source, int target) {
    long key = key(source, target);
    int place = place(keys, key);
    if (keys[place] == NONE) {
      keys[place] = key;
      if (++entries * 2 > keys.length) {
        grow();
      }
    }
  }

  private void grow() {
    long[] larger = new long[keys.length * 2];
    Arrays.fill(larger, NONE);
    for (long key : keys) {
      if (key != NONE) {
        larger[place(larger, key)] = key;
      }
    }
    keys = larger;
  }

  private static long key(int source, int target) {
    return (long) source << 32 | target;
  }

  /** Where a key is, or would be. */
  private static int place(long[] keys, long key) {
    int mask = keys.length - 1;
    int place = (int) (key * MIX >>> 32) & mask;
    while (keys[place] != NONE && keys[place] != key) {
      place = place + 1 & mask;
    }
    return place;
  }

  /** {@code P(target | source)}; 0 for what never stood in one pair. */
  double probability(int source, int target) {
    long key = key(source, target);
    int place = place(keys, key);
    return keys[place] == key ? probabilities[place] : 0;
  }

  /** Takes a source's token, one of a translation, and the probability of the second. */
  @FunctionalInterface
  interface Visitor {
    void visit(int source, int target, float probability);
  }

  /** Shows every pair of tokens that stood in a pair of sentences, in no order. */
  void each(Visitor visitor) {
    for (int place = 0; place < keys.length; place++) {
      int source = (int) (keys[place] >>> 32);
      if (keys[place] != NONE && source != EMPTY_WORD) {
        visitor.visit(source, (int) keys[place], probabilities[place]);
      }
    }
  }
}
