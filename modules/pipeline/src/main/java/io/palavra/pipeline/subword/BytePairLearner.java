package io.palavra.pipeline.subword;

import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Learns byte-pair encoding (Sennrich, Haddow and Birch 2016): the most frequent pair of neighbours
 * becomes one symbol, again and again. Only words that hold the pair are touched by a merge, so
 * that 8,000 merges over 60,000 sentences take seconds. Equal counts go by the pair's text: the
 * same words give the same merges, in whatever order they were read.
 */
public final class BytePairLearner {
  private final boolean lowerCase;
  private final Words words;
  private final Map<String, long[]> counts = new HashMap<>();

  /**
   * @param lowerCase whether texts are lower-cased first
   */
  public BytePairLearner(boolean lowerCase) {
    this.lowerCase = lowerCase;
    this.words = new Words(lowerCase);
  }

  /** Counts the words of a text. */
  public void add(String text) {
    words.cut(text, (word, start, end) -> counts.computeIfAbsent(word, w -> new long[1])[0]++);
  }

  /**
   * The tokeniser of at most so many merges; fewer where no pair stands twice any more.
   *
   * @throws BadInputException for a negative number
   */
  public BytePairTokenizer learn(int merges) {
    if (merges < 0) {
      throw BadInputException.of("option merges", String.valueOf(merges), "0 or more");
    }
    return new BytePairTokenizer(new Merging(counts).run(merges), lowerCase);
  }

  /** A count that was true when it was put in line. */
  private record Candidate(long pair, long count, String left, String right) {
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingLong((Candidate c) -> -c.count)
            .thenComparing(Candidate::left)
            .thenComparing(Candidate::right);
  }

  /** Where a pair stands; may name words that have lost it since. */
  private static final class Occurrences {
    private long count;
    private int[] words = new int[4];
    private int size;

    void in(int word) {
      if (size > 0 && words[size - 1] == word) {
        return;
      }
      if (size == words.length) {
        words = Arrays.copyOf(words, 2 * size);
      }
      words[size++] = word;
    }
  }

  private static final class Merging {
    private final List<String> symbols = new ArrayList<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<int[]> spelled = new ArrayList<>();
    private final long[] frequency;
    private final Map<Long, Occurrences> pairs = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(Candidate.BEST_FIRST);

    Merging(Map<String, long[]> counts) {
      frequency = new long[counts.size()];
      for (Map.Entry<String, long[]> entry : new TreeMap<>(counts).entrySet()) {
        int word = spelled.size();
        frequency[word] = entry.getValue()[0];
        int[] spelling = entry.getKey().codePoints().map(this::symbolOf).toArray();
        spelled.add(spelling);
        for (int i = 0; i + 1 < spelling.length; i++) {
          change(pair(spelling[i], spelling[i + 1]), frequency[word], word);
        }
      }
      pairs.forEach((pair, found) -> propose(pair, found.count));
    }

    BytePairMerges run(int merges) {
      List<BytePairMerges.Pair> learned = new ArrayList<>();
      while (learned.size() < merges && !queue.isEmpty()) {
        Candidate best = queue.poll();
        Occurrences found = pairs.get(best.pair);
        if (found == null || found.count != best.count) {
          continue;
        }
        if (best.count < 2) {
          break;
        }
        learned.add(new BytePairMerges.Pair(best.left, best.right));
        join(best, found);
      }
      return new BytePairMerges(learned);
    }

    private void join(Candidate best, Occurrences found) {
      pairs.remove(best.pair);
      int left = (int) (best.pair >>> 32);
      int right = (int) best.pair;
      int joined = symbol(best.left + best.right);
      Map<Long, Long> changed = new HashMap<>();
      for (int i = 0; i < found.size; i++) {
        rewrite(found.words[i], left, right, joined, changed);
      }
      changed.remove(best.pair);
      for (long pair : changed.keySet()) {
        Occurrences now = pairs.get(pair);
        if (now != null && now.count > 0) {
          propose(pair, now.count);
        }
      }
    }

    private void rewrite(int word, int left, int right, int joined, Map<Long, Long> changed) {
      int[] before = spelled.get(word);
      int[] after = new int[before.length];
      int size = 0;
      for (int i = 0; i < before.length; i++) {
        boolean here = i + 1 < before.length && before[i] == left && before[i + 1] == right;
        after[size++] = here ? joined : before[i];
        i += here ? 1 : 0;
      }
      if (size == before.length) {
        return;
      }
      int[] spelling = Arrays.copyOf(after, size);
      spelled.set(word, spelling);
      long pairJoined = pair(left, right);
      for (int i = 0; i + 1 < before.length; i++) {
        long pair = pair(before[i], before[i + 1]);
        if (pair != pairJoined) {
          change(pair, -frequency[word], word);
          changed.put(pair, 1L);
        }
      }
      for (int i = 0; i + 1 < size; i++) {
        long pair = pair(spelling[i], spelling[i + 1]);
        change(pair, frequency[word], word);
        changed.put(pair, 1L);
      }
    }

    private void change(long pair, long by, int word) {
      Occurrences found = pairs.computeIfAbsent(pair, p -> new Occurrences());
      found.count += by;
      if (by > 0) {
        found.in(word);
      }
    }

    private void propose(long pair, long count) {
      queue.add(
          new Candidate(pair, count, symbols.get((int) (pair >>> 32)), symbols.get((int) pair)));
    }

    private int symbolOf(int codePoint) {
      return symbol(Character.toString(codePoint));
    }

    private int symbol(String text) {
      return ids.computeIfAbsent(
          text,
          t -> {
            symbols.add(t);
            return symbols.size() - 1;
          });
    }

    private static long pair(int left, int right) {
      return (long) left << 32 | right;
    }
  }
}
