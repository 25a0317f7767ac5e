package io.palavra.translator.score;

import io.palavra.training.kind.ModelScore;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A report on the translations of a test set. */
public final class Scores {
  private static final int WORST = 3;
  private static final int SHORTEST_TELLING = 4;

  private Scores() {}

  /**
   * @param sources what was translated
   * @param ours translations
   * @param references what people translated
   */
  public static ModelScore of(List<String> sources, List<String> ours, List<String> references) {
    Bleu bleu = Bleu.standard();
    Bleu lower = Bleu.lowerTokenised();
    ChrF chrf = new ChrF();
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("bleu", bleu.of(ours, references));
    metrics.put("bleuLowerTokenised", lower.of(ours, references));
    metrics.put("chrf", chrf.of(ours, references));
    StringBuilder text = new StringBuilder();
    line(text, "BLEU", metrics.get("bleu"), bleu.signature());
    line(text, "BLEU", metrics.get("bleuLowerTokenised"), lower.signature());
    line(text, "chrF2", metrics.get("chrf"), chrf.signature());
    text.append(
        String.format(Locale.ROOT, "%,d sentences; the worst by chrF2:%n", references.size()));
    for (int i : worst(ours, references)) {
      text.append("  source     ").append(sources.get(i)).append('\n');
      text.append("  given      ").append(ours.get(i)).append('\n');
      text.append("  reference  ").append(references.get(i)).append('\n');
    }
    return new ModelScore(metrics, text.toString().stripTrailing());
  }

  private static void line(StringBuilder text, String name, double value, String signature) {
    text.append(String.format(Locale.ROOT, "%-6s %6.2f   %s%n", name, value, signature));
  }

  /** Of sentences long enough to tell something. */
  private static int[] worst(List<String> ours, List<String> references) {
    ChrF chrf = new ChrF();
    return IntStream.range(0, ours.size())
        .filter(i -> references.get(i).split(" ").length >= SHORTEST_TELLING)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                i -> chrf.value(chrf.counts(ours.get(i), references.get(i)))))
        .limit(WORST)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
