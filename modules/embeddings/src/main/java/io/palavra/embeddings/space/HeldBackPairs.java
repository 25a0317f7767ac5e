package io.palavra.embeddings.space;

import io.palavra.embeddings.WordForms;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.space.Alignment.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pairs of words parted into those that an alignment learns from and those that it is tested with.
 * Every fifth word of the first space is held back with all its translations, and no pair that is
 * learned from shares a word with one that is held back, so that the test asks for nothing that was
 * learned.
 *
 * @param known pairs whose words both have vectors, each once, as the vectors spell them
 * @param learned those to learn from
 * @param held those to test with; none of fewer than five words, or where all that is learned from
 *     would share a word with them
 */
public record HeldBackPairs(List<Pair> known, List<Pair> learned, List<Pair> held) {
  private static final int HELD_BACK = 5;

  /** Copies the lists. */
  public HeldBackPairs {
    known = List.copyOf(known);
    learned = List.copyOf(learned);
    held = List.copyOf(held);
  }

  /** Parts the pairs whose words both have vectors, in their case or another. */
  public static HeldBackPairs of(WordVectors first, WordVectors second, List<Pair> pairs) {
    List<Pair> known =
        pairs.stream().flatMap(pair -> spelled(first, second, pair).stream()).distinct().toList();
    Map<String, List<Pair>> bySource = new LinkedHashMap<>();
    known.forEach(
        pair -> bySource.computeIfAbsent(pair.first(), word -> new ArrayList<>()).add(pair));
    List<Pair> held = new ArrayList<>();
    int words = 0;
    for (List<Pair> translations : bySource.values()) {
      if (++words % HELD_BACK == 0) {
        held.addAll(translations);
      }
    }
    Set<String> sources = new HashSet<>(held.stream().map(Pair::first).toList());
    Set<String> targets = new HashSet<>(held.stream().map(Pair::second).toList());
    List<Pair> learned =
        known.stream()
            .filter(p -> !sources.contains(p.first()) && !targets.contains(p.second()))
            .toList();
    return learned.isEmpty()
        ? new HeldBackPairs(known, known, List.of())
        : new HeldBackPairs(known, learned, held);
  }

  private static Optional<Pair> spelled(WordVectors first, WordVectors second, Pair pair) {
    return WordForms.own(first, pair.first())
        .flatMap(
            word ->
                WordForms.own(second, pair.second())
                    .map(translation -> new Pair(word, translation)));
  }
}
