package io.palavra.pipeline.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stops a packed file that unpacks to far more than texts do: more than {@value #FREE_BYTES} bytes
 * and more than {@value #RATIO} times its own size. Texts unpack to 2 to 20 times their size. What
 * is unpacked in one pass over one file is counted together, so that an archive of many small bombs
 * is one large one.
 */
final class InflationGuard {
  static final long FREE_BYTES = 1L << 28;
  static final int RATIO = 400;

  /** A header that tells more than this about one member is no header. */
  private static final long HEADER_BYTES = 1L << 20;

  private final long most;
  private long seen;
  private long ceiling = Long.MAX_VALUE;

  InflationGuard(long packedBytes) {
    this.most = Math.max(FREE_BYTES, packedBytes * RATIO);
  }

  InputStream guard(InputStream unpacked) {
    return new FilterInputStream(unpacked) {
      @Override
      public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = in.read(bytes, offset, length);
        count(Math.max(0, n));
        return n;
      }

      @Override
      public boolean markSupported() {
        return false;
      }
    };
  }

  /** From here to {@link #endHeader} only a header may be read. */
  void beginHeader() {
    ceiling = seen + HEADER_BYTES;
  }

  void endHeader() {
    ceiling = Long.MAX_VALUE;
  }

  private void count(int bytes) throws IOException {
    seen += bytes;
    if (seen > most) {
      throw new IOException(
          "a packed text, but this unpacks to more than " + RATIO + " times its size");
    }
    if (seen > ceiling) {
      throw new IOException("an archive whose headers are shorter than " + HEADER_BYTES + " bytes");
    }
  }
}
