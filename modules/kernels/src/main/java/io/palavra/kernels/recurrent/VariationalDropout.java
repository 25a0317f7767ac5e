package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.SplitMix64;

/**
 * Variational dropout: one mask a sequence, the same at every step (Gal and Ghahramani, "A
 * Theoretically Grounded Application of Dropout in Recurrent Neural Networks", 2016).
 *
 * @param input probability that an input feature is dropped
 * @param hidden probability that a hidden unit is dropped on its way to the recurrent weights
 * @param seed what the masks are drawn from
 */
record VariationalDropout(double input, double hidden, long seed) {
  static final VariationalDropout NONE = new VariationalDropout(0, 0, 0);

  /** Fills {@code out} with {@code 1 / (1 - p)} or, with probability {@code p}, zero. */
  static <A> void draw(Arithmetic<A> math, A out, int n, double p, long seed) {
    double kept = 1 / (1 - p);
    for (int i = 0; i < n; i++) {
      math.set(out, i, uniform(seed, i) < p ? 0 : kept);
    }
  }

  /** From 0 to 1. */
  private static double uniform(long seed, int i) {
    return (SplitMix64.at(seed, i) >>> 11) * 0x1p-53;
  }
}
