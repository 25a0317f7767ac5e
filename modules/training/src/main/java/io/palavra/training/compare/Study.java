package io.palavra.training.compare;

import io.palavra.training.compare.Outcome.EpochPoint;
import io.palavra.training.evaluation.Comparison;
import io.palavra.training.evaluation.McNemar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A comparison of one network with something added: the first contestant has nothing added, and
 * each other is set beside it.
 */
public final class Study {
  private static final List<String> HEAD =
      List.of("with", "accuracy", "epochs", "training loss", "dev loss", "gap", "to the first");
  private static final double PERCENT = 100;

  private final CompareResult result;
  private final List<Standing> standings;

  private Study(CompareResult result, String first) {
    this.result = result;
    this.standings = result.standings(Optional.of(first));
  }

  /**
   * The study of a comparison, finished or not.
   *
   * @param first the contestant with nothing added
   */
  public static Study of(CompareResult result, String first) {
    return new Study(result, first);
  }

  /** For a terminal. */
  public String text() {
    return Columns.text(HEAD, rows());
  }

  /** As Markdown. */
  public String markdown() {
    return Columns.markdown(HEAD, rows());
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (Standing standing : standings) {
      double train = atTheEnd(standing, EpochPoint::trainLoss);
      double dev = atTheEnd(standing, EpochPoint::devLoss);
      rows.add(
          List.of(
              standing.name(),
              CompareTable.percent(standing),
              String.format(Locale.ROOT, "%.1f", epochs(standing)),
              String.format(Locale.ROOT, "%.3f", train),
              String.format(Locale.ROOT, "%.3f", dev),
              String.format(Locale.ROOT, "%.3f", dev - train),
              rows.isEmpty() ? "the first" : difference(standing)));
    }
    return rows;
  }

  private String difference(Standing standing) {
    double points = PERCENT * (standing.accuracy() - standings.get(0).accuracy());
    return String.format(Locale.ROOT, "%+.1f, p %s", points, Comparison.pValue(standing.pValue()));
  }

  private static double epochs(Standing standing) {
    return Standing.mean(
        standing.outcomes().stream().map(o -> (double) o.epochs().size()).toList());
  }

  /** After the last epoch, mean over the seeds. */
  private static double atTheEnd(Standing standing, ToDoubleFunction<EpochPoint> value) {
    return Standing.mean(
        standing.outcomes().stream()
            .filter(o -> !o.epochs().isEmpty())
            .map(o -> value.applyAsDouble(o.epochs().get(o.epochs().size() - 1)))
            .toList());
  }

  /** What the figures say, in words. */
  public String sentence() {
    Standing first = standings.get(0);
    List<String> better = new ArrayList<>();
    List<String> same = new ArrayList<>();
    List<String> worse = new ArrayList<>();
    for (Standing standing : standings.subList(1, standings.size())) {
      double points = PERCENT * (standing.accuracy() - first.accuracy());
      String words = String.format(Locale.ROOT, "%s (%+.1f)", standing.name(), points);
      if (standing.pValue() >= McNemar.LEVEL) {
        same.add(words);
      } else {
        (points > 0 ? better : worse).add(words);
      }
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "On %s, %s gives %.1f %% with the parameters that it keeps. After its last epoch the"
                + " loss on the development set is %.2f, where the training loss, measured while"
                + " it learned and with its dropout, is %.2f.",
            result.dataName(),
            first.name(),
            PERCENT * first.accuracy(),
            atTheEnd(first, EpochPoint::devLoss),
            atTheEnd(first, EpochPoint::trainLoss)));
    if (standings.size() > 1) {
      sentences.add(
          better.isEmpty()
              ? "None of the others is better than that by more than chance."
              : group("Better than that by more than chance, in points:", better));
      if (!same.isEmpty()) {
        sentences.add(group("No difference that these texts could show:", same));
      }
      sentences.add(worse.isEmpty() ? "None of them is worse." : group("Worse:", worse));
    }
    return String.join(" ", sentences);
  }

  private static String group(String head, List<String> members) {
    return head + " " + String.join(", ", members) + ".";
  }
}
