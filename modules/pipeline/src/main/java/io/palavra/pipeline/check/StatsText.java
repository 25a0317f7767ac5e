package io.palavra.pipeline.check;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures as text. */
final class StatsText {
  private static final int MOST_LABELS = 20;

  private StatsText() {}

  static String of(DataStats stats) {
    StringBuilder out = new StringBuilder();
    line(
        out,
        "%s: %,d rows, %,d tokens, %,d characters, %s%,d different tokens",
        Excerpt.of(stats.name()),
        stats.rows(),
        stats.tokens(),
        stats.characters(),
        stats.vocabulary().exact() ? "" : "about ",
        stats.vocabulary().count());
    line(
        out,
        "  %-12s %9s %9s %9s %9s %9s %9s %9s %9s",
        "length",
        "min",
        "5 %",
        "median",
        "mean",
        "90 %",
        "95 %",
        "99 %",
        "max");
    lengths(out, "tokens", stats.tokensPerText());
    lengths(out, "characters", stats.charactersPerText());
    List<Map.Entry<String, Long>> labels =
        stats.labels().entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .toList();
    for (Map.Entry<String, Long> label : labels.subList(0, Math.min(MOST_LABELS, labels.size()))) {
      line(
          out,
          "  %9d  %5.1f %%  %s",
          label.getValue(),
          100.0 * label.getValue() / stats.rows(),
          Excerpt.of(label.getKey()));
    }
    if (labels.size() > MOST_LABELS) {
      line(out, "  and %,d more labels", labels.size() - MOST_LABELS);
    }
    return out.toString();
  }

  private static void lengths(StringBuilder out, String unit, Lengths of) {
    line(
        out,
        "  %-12s %9d %9d %9d %9.1f %9d %9d %9d %9d",
        unit,
        of.min(),
        of.p5(),
        of.median(),
        of.mean(),
        of.p90(),
        of.p95(),
        of.p99(),
        of.max());
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
