package io.palavra.search.trial;

/** How far a candidate is. */
public enum TrialStatus {
  /** Being trained, or was when the search was interrupted. */
  RUNNING,
  /** Trained as long as was asked for. */
  DONE,
  /** Diverged, crashed or ran out of memory; the reason says which. */
  FAILED,
  /** Stopped because the search's time was over. */
  CUT
}
