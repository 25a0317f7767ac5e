package io.palavra.search.trial;

import java.util.Locale;

/** How far a candidate is. */
public enum TrialStatus {
  /** Being trained, or was when the search was interrupted. */
  RUNNING,
  /** Trained as long as was asked for. */
  DONE,
  /** Diverged, crashed or ran out of memory; the reason says which. */
  FAILED,
  /** Stopped because the search's time was over. */
  CUT;

  /**
   * A word for tables: whoever reads a search's folder can not tell whether a candidate is being
   * trained or was when the search was stopped.
   */
  public String word() {
    return this == RUNNING ? "unfinished" : name().toLowerCase(Locale.ROOT);
  }
}
