package io.palavra.search.strategy;

import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import java.util.Optional;
import java.util.SplittableRandom;

/** Independent draws (Bergstra and Bengio 2012). */
public final class RandomSampler implements Sampler {
  private final Space space;
  private final SplittableRandom random;
  private final Unseen unseen = new Unseen();

  /** The same seed gives the same points. */
  public RandomSampler(Space space, long seed) {
    this.space = space;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public Optional<Point> next() {
    return unseen.first(() -> space.random(random));
  }
}
