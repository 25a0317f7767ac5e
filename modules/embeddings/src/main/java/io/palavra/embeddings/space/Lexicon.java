package io.palavra.embeddings.space;

import io.palavra.embeddings.space.Alignment.Pair;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Located;
import io.palavra.pipeline.corpus.ParallelText;
import io.palavra.pipeline.corpus.RecordStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Pairs of words from sentences and their translations: words that are each other's best by Dice's
 * coefficient of the sentences they come in (Smadja et al. 1996).
 */
public final class Lexicon {
  private static final int FEWEST_SENTENCES = 3;
  private static final double LEAST_DICE = 0.3;

  private final Map<String, Integer> sources = new HashMap<>();
  private final Map<String, Integer> targets = new HashMap<>();
  private final Map<String, Map<String, Integer>> together = new HashMap<>();

  private Lexicon() {}

  private record Candidate(Pair pair, double dice) {}

  /**
   * The pairs, those of the surest first. All that is counted is held in memory: meant for some
   * hundred thousand sentences.
   *
   * @param words cuts a sentence
   */
  public static List<Pair> of(
      Corpus<ParallelText> sentences, Function<String, List<String>> words) {
    Lexicon lexicon = new Lexicon();
    try (RecordStream<ParallelText> records = sentences.open()) {
      while (records.hasNext()) {
        Located<ParallelText> record = records.next();
        lexicon.add(
            new HashSet<>(words.apply(record.value().source())),
            new HashSet<>(words.apply(record.value().target())));
      }
    }
    return lexicon.pairs();
  }

  private void add(Set<String> source, Set<String> target) {
    target.forEach(word -> targets.merge(word, 1, Integer::sum));
    for (String word : source) {
      sources.merge(word, 1, Integer::sum);
      Map<String, Integer> row = together.computeIfAbsent(word, w -> new HashMap<>());
      target.forEach(other -> row.merge(other, 1, Integer::sum));
    }
  }

  private List<Pair> pairs() {
    Map<String, Candidate> bestOfTarget = new HashMap<>();
    Map<String, Candidate> bestOfSource = new HashMap<>();
    together.forEach(
        (source, row) ->
            row.forEach(
                (target, count) -> {
                  if (count >= FEWEST_SENTENCES) {
                    double dice = 2.0 * count / (sources.get(source) + targets.get(target));
                    Candidate one = new Candidate(new Pair(source, target), dice);
                    bestOfSource.merge(source, one, Lexicon::better);
                    bestOfTarget.merge(target, one, Lexicon::better);
                  }
                }));
    List<Candidate> mutual = new ArrayList<>();
    for (Candidate one : bestOfSource.values()) {
      if (one.dice() >= LEAST_DICE && one.equals(bestOfTarget.get(one.pair().second()))) {
        mutual.add(one);
      }
    }
    mutual.sort(
        Comparator.comparingDouble(Candidate::dice)
            .reversed()
            .thenComparing(one -> one.pair().first()));
    return mutual.stream().map(Candidate::pair).toList();
  }

  /** Equals in the order of the alphabet, so that the order of a map does not matter. */
  private static Candidate better(Candidate a, Candidate b) {
    if (a.dice() != b.dice()) {
      return a.dice() > b.dice() ? a : b;
    }
    int order = a.pair().first().compareTo(b.pair().first());
    order = order != 0 ? order : a.pair().second().compareTo(b.pair().second());
    return order <= 0 ? a : b;
  }
}
