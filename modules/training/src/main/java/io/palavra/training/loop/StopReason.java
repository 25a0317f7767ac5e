package io.palavra.training.loop;

/** Why training ended. */
public enum StopReason {
  /** All epochs are done. */
  ALL_EPOCHS,
  /** The metric has not got better for as many epochs as patience allows. */
  NO_IMPROVEMENT,
  /** The time is over. */
  BUDGET,
  /** Somebody asked for it; what was learned is saved, and the run can be resumed. */
  INTERRUPTED,
  /** The loss or a parameter is no longer a finite number. */
  DIVERGED
}
