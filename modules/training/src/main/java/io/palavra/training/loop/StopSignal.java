package io.palavra.training.loop;

/** A request, from any thread, that training stop at its next step. It can not be taken back. */
public final class StopSignal {
  private volatile boolean requested;

  /** Asks for the stop. */
  public void request() {
    requested = true;
  }

  /** Whether somebody asked. */
  public boolean requested() {
    return requested;
  }
}
