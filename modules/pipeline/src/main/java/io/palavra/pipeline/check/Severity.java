package io.palavra.pipeline.check;

/** How much a finding matters, least first. */
public enum Severity {
  /** Good to know. */
  NOTE,
  /** Costs quality, or makes a score look better than it is. */
  WARNING,
  /** Whoever trains on this gets a wrong model or a wrong score. */
  GRAVE
}
