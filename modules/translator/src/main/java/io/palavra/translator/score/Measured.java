package io.palavra.translator.score;

import io.palavra.training.evaluation.Interval;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * All that is counted on a test set.
 *
 * @param test the sentences
 * @param faults what networks do wrong
 * @param lengths scores by the length of the source
 */
public record Measured(Translated test, Faults faults, List<LengthScores.Bucket> lengths) {
  private static final int SHORTEST_TELLING = 4;
  private static final int SEED = 1;

  /** The measures by the names that {@code metrics.json} has for them. */
  public static final Map<String, CorpusScore> SCORES = scores();

  private static Map<String, CorpusScore> scores() {
    Map<String, CorpusScore> all = new LinkedHashMap<>();
    all.put("bleu", Bleu.standard());
    all.put("bleuLowerTokenised", Bleu.lowerTokenised());
    all.put("chrf", new ChrF());
    all.put("ter", new Ter());
    return java.util.Collections.unmodifiableMap(all);
  }

  /** Of a test set. */
  public static Measured of(Translated test) {
    return new Measured(test, Faults.of(test), LengthScores.of(test));
  }

  /** Every figure by name. */
  public SortedMap<String, Double> metrics() {
    SortedMap<String, Double> metrics = new TreeMap<>();
    SCORES.forEach((name, score) -> metrics.put(name, test.value(score)));
    metrics.put("repeating", faults.repeating());
    metrics.put("shortened", faults.shortened());
    metrics.put("lengthRatio", faults.length());
    return metrics;
  }

  /** Where a measure lies with 95 % confidence. */
  public Interval interval(CorpusScore score) {
    return new PairedBootstrap(PairedBootstrap.SAMPLES, SEED)
        .interval(score, test.ours(), test.references());
  }

  /** The sentences with the least chrF2, of those long enough to tell something. */
  public List<Integer> worst(int most) {
    ChrF chrf = new ChrF();
    return IntStream.range(0, test.size())
        .filter(i -> Translated.words(test.references().get(i)) >= SHORTEST_TELLING)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                i -> chrf.value(chrf.counts(test.ours().get(i), test.references().get(i)))))
        .limit(most)
        .toList();
  }
}
