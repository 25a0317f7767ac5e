package io.palavra.pipeline.subword;

import io.palavra.pipeline.BadInputException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns pieces by expectation maximisation (Kudo 2018): begins with the frequent stretches of all
 * words, reckons how often each is expected among all cuts, sets the probabilities so, drops a
 * quarter of the pieces, those without which the text loses least, and so on until few enough are
 * left. Single characters stay. The same words give the same pieces, in whatever order.
 */
public final class UnigramLearner {
  private static final int LONGEST = 16;
  private static final int SEEDS = 8;
  private static final int ROUNDS = 2;
  private static final double KEPT = 0.75;
  private static final double LEAST = 1e-9;

  private final boolean lowerCase;
  private final Words words;
  private final Map<String, Long> counts = new TreeMap<>();

  /**
   * @param lowerCase whether texts are lower-cased first
   */
  public UnigramLearner(boolean lowerCase) {
    this.lowerCase = lowerCase;
    this.words = new Words(lowerCase);
  }

  /** Counts the words of a text. */
  public void add(String text) {
    words.cut(text, (word, start, end) -> counts.merge(word, 1L, Long::sum));
  }

  /**
   * The tokeniser of about so many pieces beside the single characters.
   *
   * @throws BadInputException for a negative number
   */
  public UnigramTokenizer learn(int size) {
    if (size < 0) {
      throw BadInputException.of("option merges", String.valueOf(size), "0 or more");
    }
    Map<String, Double> expected = seeds((long) size * SEEDS);
    UnigramPieces pieces = probabilities(expected);
    while (true) {
      for (int round = 0; round < ROUNDS; round++) {
        expected = expected(pieces);
        pieces = probabilities(expected);
      }
      long longer = pieces.logs().keySet().stream().filter(UnigramLearner::several).count();
      if (longer <= size) {
        return new UnigramTokenizer(pieces, lowerCase);
      }
      pieces = pruned(pieces, expected, Math.max(size, (long) (KEPT * longer)));
    }
  }

  private Map<String, Double> seeds(long most) {
    Map<String, Double> all = new HashMap<>();
    counts.forEach(
        (word, count) -> {
          int[] at = boundaries(word);
          for (int i = 0; i + 1 < at.length; i++) {
            for (int j = i + 1; j < at.length && j - i <= LONGEST; j++) {
              all.merge(word.substring(at[i], at[j]), (double) count, Double::sum);
            }
          }
        });
    Map<String, Double> seeds = new TreeMap<>();
    all.entrySet().stream()
        .filter(e -> !several(e.getKey()))
        .forEach(e -> seeds.put(e.getKey(), e.getValue()));
    all.entrySet().stream()
        .filter(e -> several(e.getKey()) && e.getValue() > 1)
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<String, Double> e) -> -e.getValue() * e.getKey().length())
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .forEach(e -> seeds.put(e.getKey(), e.getValue()));
    return seeds;
  }

  private static int[] boundaries(String word) {
    int[] at = new int[word.codePointCount(0, word.length()) + 1];
    for (int i = 1; i < at.length; i++) {
      at[i] = word.offsetByCodePoints(at[i - 1], 1);
    }
    return at;
  }

  private Map<String, Double> expected(UnigramPieces pieces) {
    Map<String, Double> expected = new TreeMap<>();
    pieces.logs().keySet().stream()
        .filter(piece -> !several(piece))
        .forEach(piece -> expected.put(piece, LEAST));
    counts.forEach((word, count) -> new Lattice(word, pieces).expect(count, expected));
    return expected;
  }

  private static UnigramPieces probabilities(Map<String, Double> expected) {
    double sum = new TreeMap<>(expected).values().stream().mapToDouble(x -> x).sum();
    Map<String, Double> logs = new TreeMap<>();
    expected.forEach(
        (piece, count) -> {
          if (count > LEAST || !several(piece)) {
            logs.put(piece, Math.min(0, Math.log(Math.max(count, LEAST) / sum)));
          }
        });
    return new UnigramPieces(logs);
  }

  /** What the text loses without a piece: its count times what the next best cut of it costs. */
  private static UnigramPieces pruned(
      UnigramPieces pieces, Map<String, Double> expected, long most) {
    Map<String, Double> loss = new HashMap<>();
    pieces
        .logs()
        .forEach(
            (piece, log) -> {
              if (several(piece)) {
                List<String> instead = new Lattice(piece, pieces).best(piece);
                double other =
                    instead.stream().mapToDouble(p -> pieces.log(p, 0, p.length())).sum();
                loss.put(piece, expected.getOrDefault(piece, 0.0) * (log - other));
              }
            });
    Map<String, Double> kept = new TreeMap<>();
    pieces
        .logs()
        .forEach((piece, log) -> kept.computeIfAbsent(piece, p -> several(p) ? null : log));
    loss.entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .forEach(e -> kept.put(e.getKey(), pieces.logs().get(e.getKey())));
    return new UnigramPieces(kept);
  }

  /** More than one character. */
  private static boolean several(String piece) {
    return piece.codePointCount(0, piece.length()) > 1;
  }
}
