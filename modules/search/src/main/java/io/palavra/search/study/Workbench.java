package io.palavra.search.study;

import io.palavra.search.trial.EpochScore;
import java.util.function.Consumer;

/** Trains candidates, several at once where asked to. */
@FunctionalInterface
public interface Workbench {

  /**
   * Trains a candidate, or goes on with it. A candidate that can not be trained is an outcome, not
   * an exception; a place that can not be written is one, and ends the search.
   *
   * @param epochs takes every epoch when it is done; of one that goes on, those before may come
   *     again
   * @param halt says, at any time and to any thread, whether to stop
   */
  Outcome train(Task task, Consumer<EpochScore> epochs, Halt halt);
}
