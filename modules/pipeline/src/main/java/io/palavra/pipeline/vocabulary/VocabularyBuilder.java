package io.palavra.pipeline.vocabulary;

import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts tokens and makes a {@link Vocabulary} of the most frequent.
 *
 * <p>Memory is bounded: when more than a given number of distinct tokens are held, the rarest are
 * dropped, those counted once the first time, twice or less the second time, and so on, as in
 * word2vec (Mikolov et al. 2013, {@code ReduceVocab}). {@link #mostUndercount()} says by how much a
 * count may then be too low; tokens far above it keep their rank. At about 100 bytes a token the
 * default of a million takes some 100 MB at most.
 */
public final class VocabularyBuilder {
  /** Distinct tokens that are held at once, unless said otherwise. */
  public static final int DEFAULT_BOUND = 1_000_000;

  private static final Comparator<Map.Entry<String, Counter>> BY_COUNT_THEN_TOKEN =
      Comparator.comparingLong((Map.Entry<String, Counter> e) -> -e.getValue().count)
          .thenComparing(Map.Entry::getKey);

  private final int minCount;
  private final int maxSize;
  private final int bound;
  private final Set<String> specials = new LinkedHashSet<>();
  private final Map<String, Counter> counters = new HashMap<>();
  private long total;
  private long dropped;

  /**
   * @param minCount tokens seen less often are left out
   * @param maxSize the most ids, special tokens included
   * @throws BadInputException for a value out of range
   */
  public VocabularyBuilder(int minCount, int maxSize) {
    this(minCount, maxSize, DEFAULT_BOUND);
  }

  /**
   * @param bound distinct tokens that are held at once
   */
  public VocabularyBuilder(int minCount, int maxSize, int bound) {
    if (minCount < 1) {
      throw BadInputException.of("option minCount", String.valueOf(minCount), "1 or more");
    }
    if (maxSize < 3) {
      throw BadInputException.of("option maxVocabulary", String.valueOf(maxSize), "3 or more");
    }
    if (bound < 1) {
      throw BadInputException.of("bound of the vocabulary", String.valueOf(bound), "1 or more");
    }
    this.minCount = minCount;
    this.maxSize = maxSize;
    this.bound = bound;
    specials.add(Vocabulary.PAD_TOKEN);
    specials.add(Vocabulary.UNK_TOKEN);
  }

  /** Gives a token an id of its own behind the unknown token, however rare it is. */
  public VocabularyBuilder special(String token) {
    specials.add(token);
    return this;
  }

  /** Counts a token once. */
  public void add(String token) {
    total++;
    Counter counter = counters.get(token);
    if (counter != null) {
      counter.count++;
      return;
    }
    if (counters.size() >= bound) {
      dropRarest();
    }
    counters.put(token, new Counter());
  }

  /** Tokens counted so far, repetitions included. */
  public long total() {
    return total;
  }

  /** By how much a count may be too low because rare tokens were dropped; 0 where none were. */
  public long mostUndercount() {
    return dropped;
  }

  /**
   * The vocabulary of what was counted.
   *
   * @throws BadInputException when special tokens alone exceed the size
   */
  public Vocabulary build() {
    if (specials.size() > maxSize) {
      throw BadInputException.of(
          "option maxVocabulary", String.valueOf(maxSize), specials.size() + " or more");
    }
    List<Map.Entry<String, Counter>> kept = new ArrayList<>();
    for (Map.Entry<String, Counter> entry : counters.entrySet()) {
      if (entry.getValue().count >= minCount && !specials.contains(entry.getKey())) {
        kept.add(entry);
      }
    }
    kept.sort(BY_COUNT_THEN_TOKEN);
    List<String> tokens = new ArrayList<>(specials);
    int words = Math.min(kept.size(), maxSize - tokens.size());
    long[] counts = new long[tokens.size() + words];
    for (Map.Entry<String, Counter> entry : kept.subList(0, words)) {
      counts[tokens.size()] = entry.getValue().count;
      tokens.add(entry.getKey());
    }
    return Vocabulary.of(tokens, counts, "vocabulary");
  }

  private void dropRarest() {
    while (counters.size() >= bound) {
      dropped++;
      long least = dropped;
      counters.values().removeIf(counter -> counter.count <= least);
    }
  }

  private static final class Counter {
    private long count = 1;
  }
}
