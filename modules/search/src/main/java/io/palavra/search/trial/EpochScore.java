package io.palavra.search.trial;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An epoch of a candidate.
 *
 * @param epoch from 1
 * @param trainLoss mean loss over its batches
 * @param metrics on the development set, by name
 * @param best whether the model of this epoch was the best so far
 * @param seconds of the epoch, evaluation included
 * @param tokensPerSecond training alone
 */
public record EpochScore(
    int epoch,
    double trainLoss,
    SortedMap<String, Double> metrics,
    boolean best,
    double seconds,
    double tokensPerSecond) {

  /** Copies the map. */
  public EpochScore {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }
}
