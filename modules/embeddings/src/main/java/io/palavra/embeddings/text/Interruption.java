package io.palavra.embeddings.text;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Tells a thread that was interrupted from a disk that is at fault. */
public final class Interruption {
  private Interruption() {}

  /**
   * Passes a fault of a file on to who complains of it, but for an interruption, which closes the
   * file that is being read or written.
   *
   * @throws IllegalStateException when the thread was interrupted; that it was stays known of it
   */
  public static <E extends IOException> E passed(E fault) {
    if (fault instanceof ClosedByInterruptException) {
      throw new IllegalStateException("training was interrupted", fault);
    }
    return fault;
  }
}
