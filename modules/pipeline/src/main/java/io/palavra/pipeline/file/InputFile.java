package io.palavra.pipeline.file;

import io.palavra.pipeline.BadInputException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A file that is read from its first byte to its last, unpacked on the way where it is gzipped. The
 * first bytes decide, not the name. Once a file is open, an {@link IOException} from its stream
 * means that its content is broken; a fault of the disk is an {@link UncheckedIOException}.
 */
public final class InputFile {
  private static final int BUFFER = 1 << 16;

  private InputFile() {}

  /**
   * The bytes as they stand in the file, buffered; the stream can be marked.
   *
   * @throws BadInputException when there is no such file, when it is a folder, or when it may not
   *     be read
   */
  public static InputStream raw(Path file) {
    if (Files.isDirectory(file)) {
      throw BadInputException.of(file.toString(), "a file, but this is a folder");
    }
    try {
      return new BufferedInputStream(new Disk(file, Files.newInputStream(file)), BUFFER);
    } catch (NoSuchFileException e) {
      throw BadInputException.of(file.toString(), "a file, but there is none").because(e);
    } catch (AccessDeniedException e) {
      throw BadInputException.of(file.toString(), "a file that may be read").because(e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * The bytes of the file, unpacked when they are gzipped (also when several gzip streams follow
   * one another).
   *
   * @throws BadInputException as {@link #raw}, and when the file is empty
   */
  public static InputStream unpacked(Path file) {
    InputStream in = raw(file);
    try {
      byte[] head = head(in, 2);
      if (head.length == 0) {
        throw BadInputException.of(file.toString(), "a file with something in it, but it is empty");
      }
      if (!gzipped(head)) {
        return in;
      }
      InputStream plain =
          GzipCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .get();
      return new BufferedInputStream(
          new InflationGuard(Files.size(file)).guard(new Gunzipped(plain)), BUFFER);
    } catch (IOException e) {
      close(in);
      throw BadInputException.of(file.toString(), "a sound gzip file: " + e.getMessage())
          .because(e);
    } catch (RuntimeException e) {
      close(in);
      throw e;
    }
  }

  /** Whether a file that begins like this is gzipped; its first two bytes tell. */
  public static boolean gzipped(byte[] head) {
    return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
  }

  /** The first bytes of a stream that can be marked; they will be read again. */
  static byte[] head(InputStream in, int length) throws IOException {
    in.mark(length);
    byte[] head = in.readNBytes(length);
    in.reset();
    return head;
  }

  /** Closes what was only read from, when nothing can be lost by it. */
  public static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception readingIsOver) {
      return;
    }
  }

  /** What the inflater throws on broken bytes is not always an {@link IOException}. */
  private static final class Gunzipped extends FilterInputStream {
    Gunzipped(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (UncheckedIOException e) {
        throw e;
      } catch (IOException e) {
        String why = e.getMessage() == null ? "" : ": " + e.getMessage();
        throw new IOException("a whole gzip file, but it is cut or broken" + why, e);
      } catch (RuntimeException e) {
        throw new IOException("a sound gzip file", e);
      }
    }
  }

  private static final class Disk extends FilterInputStream {
    private final Path file;

    Disk(Path file, InputStream in) {
      super(in);
      this.file = file;
    }

    /** Of a pipe Java's own answer is a fault: it asks where in the file it is. */
    @Override
    public int available() {
      try {
        return in.available();
      } catch (IOException notKnown) {
        return 0;
      }
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read through a buffer");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": " + e.getMessage(), e);
      }
    }
  }
}
