package io.palavra.search.strategy;

import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The sequence of Sobol (direction numbers of Joe and Kuo 2008, as commons-math has them), shifted
 * by a random vector so that a seed means something (Cranley and Patterson 1976). It fills the
 * space more evenly than independent draws do.
 */
public final class SobolSampler implements Sampler {
  private final Space space;
  private final SobolSequenceGenerator sequence;
  private final double[] shift;
  private final Unseen unseen = new Unseen();

  /** The same seed gives the same points. */
  public SobolSampler(Space space, long seed) {
    this.space = space;
    this.sequence = new SobolSequenceGenerator(space.size());
    this.shift = new SplittableRandom(seed).doubles(space.size()).toArray();
  }

  @Override
  public Optional<Point> next() {
    return unseen.first(this::draw);
  }

  private Point draw() {
    double[] units = sequence.nextVector();
    for (int i = 0; i < units.length; i++) {
      units[i] = (units[i] + shift[i]) % 1;
    }
    return space.point(units);
  }
}
