package io.palavra.translator.score;

import io.palavra.training.evaluation.Interval;
import io.palavra.training.kind.ModelScore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** A report on the translations of a test set, for a terminal. */
public final class Scores {
  private static final int WORST = 3;
  private static final int FEWEST_FOR_INTERVALS = 20;

  private Scores() {}

  /**
   * @param sources what was translated
   * @param ours translations
   * @param references what people translated
   */
  public static ModelScore of(List<String> sources, List<String> ours, List<String> references) {
    return of(Measured.of(new Translated(sources, ours, references)));
  }

  /** Every figure, and the worst sentences. */
  public static ModelScore of(Measured measured) {
    SortedMap<String, Double> metrics = measured.metrics();
    Translated test = measured.test();
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, CorpusScore> each : Measured.SCORES.entrySet()) {
      CorpusScore score = each.getValue();
      String about = "";
      if (test.size() >= FEWEST_FOR_INTERVALS) {
        Interval interval = measured.interval(score);
        about = String.format(Locale.ROOT, "  (%.1f to %.1f)", interval.low(), interval.high());
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%-16s %6.2f%-18s %s%n",
              named(score),
              metrics.get(each.getKey()),
              about,
              score.signature()));
    }
    if (test.size() < FEWEST_FOR_INTERVALS) {
      text.append(
          String.format(
              Locale.ROOT,
              "no intervals: %d sentences are fewer than %d%n",
              test.size(),
              FEWEST_FOR_INTERVALS));
    }
    text.append(faults(measured.faults()));
    lengths(text, measured.lengths());
    text.append(String.format(Locale.ROOT, "%,d sentences; the worst by chrF2:%n", test.size()));
    for (int i : measured.worst(WORST)) {
      text.append("  source     ").append(test.sources().get(i)).append('\n');
      text.append("  given      ").append(test.ours().get(i)).append('\n');
      text.append("  reference  ").append(test.references().get(i)).append('\n');
    }
    return new ModelScore(metrics, text.toString().stripTrailing());
  }

  /** Both ways to count BLEU by names of their own. */
  private static String named(CorpusScore score) {
    return score instanceof Bleu bleu && bleu.lowerCase()
        ? score.name() + ", lower case"
        : score.name();
  }

  private static String faults(Faults faults) {
    return String.format(
        Locale.ROOT,
        "%.1f %% repeat themselves, %.1f %% have less than %.1f times the words due; "
            + "%.3f words for each word of the references%n",
        faults.repeating(),
        faults.shortened(),
        Faults.SHORT,
        faults.length());
  }

  private static void lengths(StringBuilder text, List<LengthScores.Bucket> lengths) {
    if (lengths.size() < 2) {
      return;
    }
    text.append("words   sentences   BLEU  chrF2  length\n");
    for (LengthScores.Bucket bucket : lengths) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-7s %9d %6.1f %6.1f %7.2f%n",
              bucket.name(),
              bucket.sentences(),
              bucket.bleu(),
              bucket.chrf(),
              bucket.length()));
    }
  }

  /**
   * Two systems side by side, for a terminal.
   *
   * @param first name of the first system
   * @param second name of the second
   */
  public static String compared(
      String first, List<String> ofFirst, String second, List<String> ofSecond, List<String> due) {
    PairedBootstrap bootstrap = new PairedBootstrap(PairedBootstrap.SAMPLES, 1);
    StringBuilder text = new StringBuilder();
    text.append("A is ").append(first).append("\nB is ").append(second).append('\n');
    text.append("                      A       B   B less A, 95 %          p\n");
    for (CorpusScore score : Measured.SCORES.values()) {
      PairedBootstrap.Comparison found = bootstrap.compare(score, ofFirst, ofSecond, due);
      text.append(
          String.format(
              Locale.ROOT,
              "%-16s %6.2f  %6.2f   %+6.2f to %+6.2f   %7.4f   %s%n",
              named(score),
              found.first(),
              found.second(),
              found.difference().low(),
              found.difference().high(),
              found.pValue(),
              score.signature()));
    }
    return text.append(
            "p by paired bootstrap resampling (Koehn 2004), "
                + PairedBootstrap.SAMPLES
                + " samples: below 0.05 the difference is hardly the sentences' doing")
        .toString();
  }
}
