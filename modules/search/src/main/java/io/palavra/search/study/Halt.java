package io.palavra.search.study;

import io.palavra.training.loop.StopSignal;
import java.util.function.BooleanSupplier;

/**
 * Why a training that could go on is to stop.
 *
 * @param interrupted somebody stops the search
 * @param timeOver the search's time is over
 */
public record Halt(StopSignal interrupted, BooleanSupplier timeOver) {

  /** Nobody stops anything. */
  public static Halt never() {
    return new Halt(new StopSignal(), () -> false);
  }

  /** Whether to stop for either reason. */
  public boolean due() {
    return interrupted.requested() || timeOver.getAsBoolean();
  }
}
