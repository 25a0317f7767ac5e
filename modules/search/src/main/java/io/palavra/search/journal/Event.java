package io.palavra.search.journal;

import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.TrialId;
import io.palavra.search.trial.TrialStatus;
import java.util.Map;
import java.util.SortedMap;

/** Something that happened in a search. */
public sealed interface Event {

  /**
   * A search began.
   *
   * @param settings all that decides what it proposes, as text by name
   */
  record Begun(SortedMap<String, String> settings) implements Event {}

  /** The search was taken up again by another process. */
  record Resumed() implements Event {}

  /**
   * A candidate is to be trained, or trained further.
   *
   * @param id its name
   * @param options chosen for it
   * @param epochs in all
   * @param seed of its training
   */
  record Asked(TrialId id, Map<String, String> options, int epochs, long seed) implements Event {}

  /** An epoch of a candidate is done. */
  record Epoch(TrialId id, EpochScore score) implements Event {}

  /**
   * A candidate has been trained as long as was asked, or never will be.
   *
   * @param id its name
   * @param epochs that were asked for
   * @param status not {@link TrialStatus#RUNNING}
   * @param reason why it failed
   */
  record Told(TrialId id, int epochs, TrialStatus status, String reason) implements Event {}

  /**
   * The winner was scored on the test set.
   *
   * @param id its name
   * @param test metrics by name
   */
  record Tested(TrialId id, SortedMap<String, Double> test) implements Event {}
}
