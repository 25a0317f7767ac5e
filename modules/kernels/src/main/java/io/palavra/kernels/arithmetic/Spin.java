package io.palavra.kernels.arithmetic;

import java.util.function.BooleanSupplier;

/**
 * Waits without sleeping. A thread that sleeps begins a tenth of a millisecond to two milliseconds
 * after it is woken, which a step that shares out twenty pieces of work pays twenty times.
 */
final class Spin {
  /** Longer than what lies between two pieces of a step, and no longer. */
  private static final long NANOS = 1_000_000;

  /** Looks between two of which others may have the core. */
  private static final int LOOKS = 64;

  private Spin() {}

  /** Returns when {@code condition} holds, or after a millisecond without. */
  static boolean until(BooleanSupplier condition) {
    long start = System.nanoTime();
    for (int i = 1; !condition.getAsBoolean(); i++) {
      if (i % LOOKS != 0) {
        Thread.onSpinWait();
      } else if (System.nanoTime() - start > NANOS) {
        return false;
      } else {
        Thread.yield();
      }
    }
    return true;
  }
}
