package io.palavra.search.strategy;

import io.palavra.search.space.Point;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Keeps a sampler from giving a point twice. */
final class Unseen {
  private static final int TRIES = 200;

  private final Set<Point> seen = new HashSet<>();
  private boolean usedUp;

  /**
   * The first new point among many draws; empty when all are old, as in a space that is used up.
   * Once empty it draws no more, so that being asked in vain leaves no trace.
   */
  Optional<Point> first(Supplier<Point> draw) {
    Optional<Point> point = usedUp ? Optional.empty() : first(TRIES, draw);
    usedUp = point.isEmpty();
    return point;
  }

  /** The same among so many draws. */
  Optional<Point> first(int tries, Supplier<Point> draw) {
    for (int i = 0; i < tries; i++) {
      Point point = draw.get();
      if (seen.add(point)) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }

  boolean add(Point point) {
    return seen.add(point);
  }

  /** Whether a point was given. */
  boolean gave(Point point) {
    return seen.contains(point);
  }

  /** How many points were given. */
  int given() {
    return seen.size();
  }
}
