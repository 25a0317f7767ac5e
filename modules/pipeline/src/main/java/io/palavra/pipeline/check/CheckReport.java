package io.palavra.pipeline.check;

import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param parts the measures of each part, train first
 * @param findings the gravest first
 */
public record CheckReport(List<PartStats> parts, List<Finding> findings) {

  /** Copies the lists. */
  public CheckReport {
    parts = List.copyOf(parts);
    findings = List.copyOf(findings);
  }

  /** The finding that matters most, where there is any. */
  public Optional<Finding> gravest() {
    return findings.stream().findFirst();
  }

  /** For people, several lines, the last one with a line break. */
  public String toText() {
    return ReportText.of(this);
  }
}
