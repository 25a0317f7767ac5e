package io.palavra.pipeline.catalog;

import io.palavra.pipeline.file.InputFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A stream from the network that is given up when no byte comes for long. The clock runs only while
 * somebody waits for a byte, not while what came is written down.
 */
final class PatientStream extends FilterInputStream {
  private final Duration patience;
  private final Thread watch = new Thread(this::watch, "palavra-download");
  private volatile boolean waiting;
  private volatile boolean stalled;
  private volatile long since = System.nanoTime();

  PatientStream(InputStream in, Duration patience) {
    super(in);
    this.patience = patience;
    watch.setDaemon(true);
    watch.start();
  }

  /** Whether it was given up. */
  boolean stalled() {
    return stalled;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    since = System.nanoTime();
    waiting = true;
    try {
      return in.read(bytes, offset, length);
    } finally {
      waiting = false;
    }
  }

  private void watch() {
    try {
      long left = patience.toNanos();
      while (left > 0) {
        TimeUnit.NANOSECONDS.sleep(left);
        left = waiting ? since + patience.toNanos() - System.nanoTime() : patience.toNanos();
      }
      stalled = true;
      InputFile.close(in);
    } catch (InterruptedException closed) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }
}
