package io.palavra.pipeline.check;

import io.palavra.pipeline.corpus.Place;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as text. */
final class ReportText {
  private ReportText() {}

  static String of(CheckReport report) {
    StringBuilder out = new StringBuilder();
    for (PartStats part : report.parts()) {
      out.append(part.part()).append(' ').append(part.stats().toText());
    }
    out.append('\n');
    if (report.findings().isEmpty()) {
      out.append("Nothing found.\n");
    }
    for (Finding finding : report.findings()) {
      out.append(line(finding)).append('\n');
      for (Example example : finding.examples()) {
        String places =
            example.places().stream().map(Place::toString).collect(Collectors.joining(" = "));
        out.append("    ").append(places).append("  ").append(example.excerpt()).append('\n');
      }
    }
    return out.toString();
  }

  private static String line(Finding finding) {
    return String.format(
        Locale.ROOT,
        "%-7s  %s, %s: %s",
        finding.severity().name().toLowerCase(Locale.ROOT),
        finding.kind(),
        finding.where(),
        finding.message());
  }
}
