package io.palavra.search.strategy;

import io.palavra.search.space.Point;

/**
 * What came of a proposal.
 *
 * @param point its options
 * @param epochs it was trained
 * @param loss to be made small; infinite where it failed
 */
public record Observation(Point point, int epochs, double loss) {

  /** What is no number counts as failed. */
  public Observation {
    loss = Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
  }
}
