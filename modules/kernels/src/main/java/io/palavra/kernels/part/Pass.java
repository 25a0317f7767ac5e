package io.palavra.kernels.part;

import java.util.function.LongSupplier;

/**
 * One way through a part.
 *
 * @param training whether a backward pass may follow
 * @param dropping whether dropout applies
 * @param seeds numbers to draw dropout from
 */
public record Pass(boolean training, boolean dropping, LongSupplier seeds) {
  /** Without training. */
  public static final Pass INFERENCE = new Pass(false, false, () -> 0);

  /** Computes what inference does, and keeps what the way back needs. */
  public static final Pass FROZEN = new Pass(true, false, () -> 0);
}
