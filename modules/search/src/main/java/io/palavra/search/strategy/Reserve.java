package io.palavra.search.strategy;

import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A new point, drawn by chance, for samplers that find none by their own means. It waits until it
 * is taken or given otherwise, so that looking at it changes nothing.
 */
public final class Reserve {
  private final Sampler draws;
  private Optional<Point> point;

  /** The same seed gives the same points. */
  public Reserve(Space space, long seed) {
    this.draws = new RandomSampler(space, seed);
    this.point = draws.next();
  }

  /**
   * The point; empty when the space is used up, and from then on.
   *
   * @param given whether a point was given before
   */
  public Optional<Point> point(Predicate<Point> given) {
    while (point.filter(given).isPresent()) {
      point = draws.next();
    }
    return point;
  }
}
