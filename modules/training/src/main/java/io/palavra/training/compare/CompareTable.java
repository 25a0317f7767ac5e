package io.palavra.training.compare;

import io.palavra.training.evaluation.Comparison;
import io.palavra.training.evaluation.McNemar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A comparison of classifiers as a table, the best first. */
public final class CompareTable {
  private static final List<String> HEAD =
      List.of("model", "accuracy", "macro-F1", "minutes", "model MB", "texts/s", "to the best");
  private static final double PERCENT = 100;
  private static final double MEGA = 1e6;

  private final List<List<String>> rows = new ArrayList<>();

  private CompareTable() {}

  /** The table of a comparison, finished or not. */
  public static CompareTable of(CompareResult result) {
    CompareTable table = new CompareTable();
    result.standings(Optional.empty()).stream()
        .sorted(Comparator.comparingDouble(Standing::accuracy).reversed())
        .forEach(standing -> table.rows.add(table.row(standing)));
    return table;
  }

  private List<String> row(Standing standing) {
    return List.of(
        standing.name(),
        percent(standing),
        String.format(Locale.ROOT, "%.1f", PERCENT * standing.macroF1()),
        String.format(Locale.ROOT, "%.2f", standing.minutes()),
        String.format(Locale.ROOT, "%.1f", standing.bytes() / MEGA),
        String.format(Locale.ROOT, "%,.0f", standing.textsPerSecond()),
        rows.isEmpty() ? "the best" : verdict(standing));
  }

  /** Accuracy in percent, with its standard deviation where there are several seeds. */
  static String percent(Standing standing) {
    String mean = String.format(Locale.ROOT, "%.1f", PERCENT * standing.accuracy());
    return standing.accuracies().size() < 2
        ? mean
        : mean + String.format(Locale.ROOT, " ± %.1f", PERCENT * standing.spread());
  }

  private static String verdict(Standing standing) {
    String p = "p " + Comparison.pValue(standing.pValue());
    return (standing.pValue() < McNemar.LEVEL ? "worse, " : "no difference, ") + p;
  }

  /** For a terminal. */
  public String text() {
    return Columns.text(HEAD, rows);
  }

  /** As Markdown. */
  public String markdown() {
    return Columns.markdown(HEAD, rows);
  }
}
