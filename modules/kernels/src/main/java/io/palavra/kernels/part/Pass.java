package io.palavra.kernels.part;

import java.util.function.LongSupplier;

/**
 * One way through a part.
 *
 * @param training whether a backward pass may follow and dropout applies
 * @param seeds numbers to draw dropout from
 */
public record Pass(boolean training, LongSupplier seeds) {
  /** Without training. */
  public static final Pass INFERENCE = new Pass(false, () -> 0);
}
