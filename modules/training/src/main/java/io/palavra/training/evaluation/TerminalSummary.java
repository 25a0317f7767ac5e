package io.palavra.training.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** An evaluation in a few aligned lines, at most 80 columns wide. */
final class TerminalSummary {
  private static final int WIDTH = 80;
  private static final int MOST_CLASSES = 12;

  private TerminalSummary() {}

  static String of(EvaluationReport report) {
    StringBuilder out = new StringBuilder();
    ConfusionMatrix confusion = report.confusion();
    figure(out, "accuracy", confusion.accuracy(), report.accuracyInterval());
    figure(out, "macro-F1", confusion.macroF1(), report.macroF1Interval());
    line(out, "weighted F1", "%6.2f", 100 * confusion.weightedF1());
    line(
        out,
        "calibration",
        "%6.2f   expected error, %.2f before (temperature %.2f)",
        100 * report.calibrated().ece(),
        100 * report.raw().ece(),
        report.calibration().temperature());
    report.baseline().ifPresent(baseline -> baseline(out, baseline));
    out.append('\n');
    classes(out, confusion.classes());
    return out.toString();
  }

  private static void figure(StringBuilder out, String name, double value, Interval interval) {
    line(
        out,
        name,
        "%6.2f   95 %% interval %.2f to %.2f",
        100 * value,
        100 * interval.low(),
        100 * interval.high());
  }

  private static void baseline(StringBuilder out, Comparison baseline) {
    line(out, "baseline", "%6.2f   %s", 100 * baseline.accuracy(), baseline.name());
    out.append(wrapped(capitalised(baseline.sentence()) + "."));
  }

  private static void classes(StringBuilder out, List<ConfusionMatrix.ClassScore> all) {
    List<ConfusionMatrix.ClassScore> scores = new ArrayList<>(all);
    if (all.size() > MOST_CLASSES) {
      // Of a class without a text there is nothing to be seen.
      scores.sort(Comparator.comparing(score -> score.support() == 0));
    }
    int width = "class".length();
    int shown = scores.size() > MOST_CLASSES ? MOST_CLASSES - 1 : scores.size();
    for (ConfusionMatrix.ClassScore score : scores.subList(0, shown)) {
      width = Math.max(width, columns(PlainLabel.of(score.label())));
    }
    String head = "%s  %9s  %6s  %6s  %8s%n".replace("%n", "\n");
    out.append(
        String.format(
            Locale.ROOT, head, padded("class", width), "precision", "recall", "F1", "texts"));
    for (ConfusionMatrix.ClassScore score : scores.subList(0, shown)) {
      out.append(
          String.format(
              Locale.ROOT,
              "%s  %9.2f  %6.2f  %6.2f  %8d\n",
              padded(PlainLabel.of(score.label()), width),
              100 * score.precision(),
              100 * score.recall(),
              100 * score.f1(),
              score.support()));
    }
    if (shown < scores.size()) {
      out.append("and ").append(scores.size() - shown).append(" more classes\n");
    }
  }

  private static void line(StringBuilder out, String name, String format, Object... values) {
    out.append(padded(name, 13)).append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - columns(text)));
  }

  private static int columns(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String capitalised(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static String wrapped(String sentence) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : sentence.split(" ")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        out.append('\n');
        column = 0;
      } else if (column > 0) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
    }
    return out.append('\n').toString();
  }
}
