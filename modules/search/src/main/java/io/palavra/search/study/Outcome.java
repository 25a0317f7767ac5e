package io.palavra.search.study;

import io.palavra.search.trial.TrialStatus;

/**
 * How a training ended.
 *
 * @param status {@link TrialStatus#RUNNING} where it was interrupted and is to be gone on with
 * @param reason why it failed, one line
 */
public record Outcome(TrialStatus status, String reason) {

  /** It was trained as long as was asked for. */
  public static Outcome done() {
    return new Outcome(TrialStatus.DONE, "");
  }

  /** It can not be trained. */
  public static Outcome failed(String reason) {
    return new Outcome(TrialStatus.FAILED, reason);
  }

  /** The search's time is over. */
  public static Outcome cut() {
    return new Outcome(TrialStatus.CUT, "");
  }

  /** Somebody stopped the search; its checkpoint is on disk. */
  public static Outcome interrupted() {
    return new Outcome(TrialStatus.RUNNING, "");
  }
}
