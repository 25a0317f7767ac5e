package io.palavra.search.strategy;

import io.palavra.search.space.Point;
import java.util.Optional;

/**
 * Chooses points of a space; how long each is trained, a {@link Strategy} decides. The same
 * questions and answers in the same order always lead to the same points.
 */
public interface Sampler {

  /**
   * A point that was not given before; empty when there is none left, which then holds for ever.
   * Whether there is one hangs on the points that were given, not on what came of them, and an
   * empty answer changes nothing: where a search goes on after a crash, it is not asked for again.
   */
  Optional<Point> next();

  /** What came of a point; the same point may come again, with more epochs. */
  default void tell(Observation observation) {}
}
