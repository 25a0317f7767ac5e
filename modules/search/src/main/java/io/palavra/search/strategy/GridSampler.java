package io.palavra.search.strategy;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.space.Dimension;
import io.palavra.search.space.Point;
import io.palavra.search.space.Space;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Every combination, in an order drawn by the seed, so that a search that is stopped early has not
 * seen one corner only. Numbers without gaps, and long ranges of whole numbers, are cut into so
 * many steps, the bounds included.
 */
public final class GridSampler implements Sampler {
  private static final long MOST = 1_000_000;

  private final Space space;
  private final long[] sizes;
  private final long[] order;
  private final Unseen unseen = new Unseen();
  private int next;

  /**
   * @param steps of each option that has more values than that
   * @param most points that may be tried
   * @throws BadInputException when the grid has more points
   */
  public GridSampler(Space space, int steps, long most, long seed) {
    this.space = space;
    this.sizes = new long[space.size()];
    BigInteger all = BigInteger.ONE;
    for (int i = 0; i < sizes.length; i++) {
      Dimension dimension = space.dimensions().get(i);
      sizes[i] =
          dimension.range().ordered()
              ? Math.min(steps, dimension.range().size().orElse(steps))
              : dimension.range().size().orElseThrow();
      all = all.multiply(BigInteger.valueOf(sizes[i]));
    }
    long bound = Math.min(MOST, most);
    if (all.compareTo(BigInteger.valueOf(MOST)) > 0) {
      throw tooLarge(all, bound);
    }
    this.order = shuffled(all.intValueExact(), seed);
    long different = LongStream.range(0, order.length).mapToObj(this::at).distinct().count();
    if (different > bound) {
      throw tooLarge(BigInteger.valueOf(different), bound);
    }
  }

  private static BadInputException tooLarge(BigInteger points, long most) {
    return BadInputException.of(
        "strategy grid",
        String.format(Locale.ROOT, "a grid of %,d points", points),
        String.format(
            Locale.ROOT,
            "at most %,d, as many as the budget has candidates; or strategy: random",
            most));
  }

  private static long[] shuffled(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] order = LongStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      long kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }

  @Override
  public Optional<Point> next() {
    while (next < order.length) {
      Point point = at(order[next++]);
      if (unseen.add(point)) {
        return Optional.of(point);
      }
    }
    return Optional.empty();
  }

  private Point at(long number) {
    double[] units = new double[sizes.length];
    long rest = number;
    for (int i = 0; i < units.length; i++) {
      long digit = rest % sizes[i];
      rest /= sizes[i];
      units[i] = unit(i, digit);
    }
    return space.point(units);
  }

  /** Whole lists by the middles of their shares; steps from the lower bound to the upper. */
  private double unit(int dimension, long digit) {
    long size = sizes[dimension];
    boolean whole =
        space.dimensions().get(dimension).range().size().stream().anyMatch(n -> n == size);
    return whole || size == 1 ? (digit + 0.5) / size : digit / (size - 1.0);
  }
}
