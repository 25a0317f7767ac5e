package io.palavra.kernels.part;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.SplitMix64;

/**
 * Sets elements of a sheet to zero, each by itself, and scales the others up, in place.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Dropout<A> {
  private static final int SHARE = 64;

  private final Floor<A> floor;
  private final double probability;
  private A keep;
  private Sheet<A> sheet;
  private boolean dropping;

  /** Drops with the given probability. */
  public Dropout(Floor<A> floor, double probability) {
    this.floor = floor;
    this.probability = probability;
    this.keep = floor.math().allocate(0);
    this.sheet = new Sheet<>(floor);
  }

  /** Drops, in training. */
  public Sheet<A> forward(Sheet<A> x, Pass pass) {
    sheet = x;
    dropping = pass.dropping() && probability > 0;
    if (dropping) {
      long seed = pass.seeds().getAsLong();
      int width = x.width();
      keep = floor.room(keep, x.rows().count() * width);
      floor.spread(
          x.rows().count(),
          SHARE,
          (from, to, slot) -> {
            draw(floor.math(), seed, probability, keep, from * width, to * width);
            floor
                .math()
                .multiply(
                    x.values(),
                    from * width,
                    keep,
                    from * width,
                    x.values(),
                    from * width,
                    (to - from) * width);
          });
    }
    return x;
  }

  /** Gives what was dropped no gradient. */
  public void backward() {
    if (dropping) {
      floor.spread(sheet.rows().count(), SHARE, (from, to, slot) -> backward(from, to));
    }
  }

  /** The same for some rows. */
  public void backward(int from, int to) {
    if (dropping) {
      A gradients = sheet.gradients();
      int at = from * sheet.width();
      floor.math().multiply(gradients, at, keep, at, gradients, at, (to - from) * sheet.width());
    }
  }

  /**
   * Sets some elements of {@code out} to what those of these numbers are multiplied with: zero, or
   * one over the probability that they are kept. A number of the seed's stream serves four
   * elements, wherever a caller begins.
   */
  public static <A> void draw(
      Arithmetic<A> math, long seed, double probability, A out, int from, int to) {
    double kept = 1 / (1 - probability);
    int bound = (int) Math.round(probability * 65536);
    long bits = 0;
    for (int i = from; i < to; i++) {
      if (i == from || (i & 3) == 0) {
        bits = SplitMix64.at(seed, i >> 2) >>> 16 * (i & 3);
      }
      math.set(out, i, (bits & 0xFFFF) < bound ? 0 : kept);
      bits >>>= 16;
    }
  }
}
