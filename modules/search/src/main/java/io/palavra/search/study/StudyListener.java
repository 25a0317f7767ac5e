package io.palavra.search.study;

import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Trial;
import java.util.List;

/** Told what happens in a search, one call at a time. */
public interface StudyListener {

  /**
   * The search goes on; told before anything else.
   *
   * @param former candidates that it had before
   */
  default void onResumed(List<Trial> former) {}

  /** A candidate is trained from now on, or further. */
  default void onAsked(Trial trial) {}

  /** An epoch of a candidate is done. */
  default void onEpoch(Trial trial, EpochScore score) {}

  /** A candidate has ended. */
  default void onTold(Trial trial) {}

  /** The search has something to say. */
  default void onLine(String line) {}

  /** Tells nobody. */
  static StudyListener none() {
    return new StudyListener() {};
  }
}
