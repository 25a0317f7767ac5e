package io.palavra.training.faults;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Counts the operations of a {@link FaultyFileSystem} and makes one of them fail. Operations are
 * all that a disk does: opening, reading, writing, forcing, listing, renaming, deleting, asking for
 * attributes.
 */
public final class Faults {
  /** What happens at the operation. */
  public enum Kind {
    /** It fails; the next ones work. */
    ONCE,
    /** It and all later ones fail, as when the disk is gone or the process is killed. */
    FOR_GOOD,
    /** If it writes, half of the bytes are taken; all later writes fail as on a full disk. */
    DISK_FULL
  }

  private Kind kind = Kind.ONCE;
  private long at = Long.MAX_VALUE;
  private long count;
  private boolean full;

  Faults() {}

  /**
   * Counts from 0 again and lets an operation fail.
   *
   * @param operation from 1
   * @param how what happens then
   */
  public synchronized void failAt(long operation, Kind how) {
    heal();
    at = operation;
    kind = how;
  }

  /** Nothing fails any more; counting begins at 0 again. */
  public synchronized void heal() {
    at = Long.MAX_VALUE;
    count = 0;
    full = false;
  }

  /** Operations since {@link #failAt} or {@link #heal}. */
  public synchronized long operations() {
    return count;
  }

  /** Whether the operation that was to fail came. */
  public synchronized boolean reached() {
    return count >= at;
  }

  /** To be called by every operation that does not write bytes. */
  synchronized void operation(String what) throws IOException {
    count++;
    if (count == at && kind == Kind.ONCE || count >= at && kind == Kind.FOR_GOOD) {
      throw new IOException("injected fault: " + what);
    }
  }

  /** To be called before bytes are written; gives how many of them may be. */
  synchronized int mayWrite(ByteBuffer bytes) throws IOException {
    if (full) {
      count++;
      throw new IOException("No space left on device");
    }
    operation("write");
    if (count < at || kind != Kind.DISK_FULL) {
      return bytes.remaining();
    }
    full = true;
    return bytes.remaining() / 2;
  }
}
