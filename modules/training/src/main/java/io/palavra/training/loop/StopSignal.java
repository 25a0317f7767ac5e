package io.palavra.training.loop;

import java.util.function.BooleanSupplier;

/**
 * A request that training stop at its next step: made here, from any thread, or due by something
 * else. It can not be taken back.
 */
public final class StopSignal {
  private final BooleanSupplier due;
  private volatile boolean requested;

  /** One that is asked for here alone. */
  public StopSignal() {
    this(() -> false);
  }

  /**
   * One that is also asked for as soon as something else says so.
   *
   * @param due asked at every step, from the thread that trains
   */
  public StopSignal(BooleanSupplier due) {
    this.due = due;
  }

  /** Asks for the stop. */
  public void request() {
    requested = true;
  }

  /** Whether somebody asked. */
  public boolean requested() {
    if (!requested && due.getAsBoolean()) {
      requested = true;
    }
    return requested;
  }
}
