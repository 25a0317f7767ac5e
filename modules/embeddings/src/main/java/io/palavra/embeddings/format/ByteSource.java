package io.palavra.embeddings.format;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/** The bytes of a file, unpacked where it is gzipped, one line or one block at a time. */
final class ByteSource implements AutoCloseable {
  /** A word and 65,536 numbers of 25 digits fit; memory stays bounded whatever the file holds. */
  static final int LONGEST_LINE = 1 << 22;

  private final String source;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private boolean over;
  private byte[] line = new byte[1 << 12];

  private ByteSource(String source, InputStream in) {
    this.source = source;
    this.in = in;
  }

  static ByteSource open(Path file) {
    return new ByteSource(file.toString(), InputFile.unpacked(file));
  }

  /**
   * The size of a plain file; empty for a gzipped one or what is no file, where it says nothing.
   */
  static OptionalLong plainSize(Path file) {
    if (!Files.isRegularFile(file)) {
      return OptionalLong.empty();
    }
    try (InputStream raw = InputFile.raw(file)) {
      byte[] head = raw.readNBytes(2);
      boolean packed = InputFile.gzipped(head);
      return packed ? OptionalLong.empty() : OptionalLong.of(Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  String source() {
    return source;
  }

  /** The next byte, which stays where it is; -1 at the end. */
  int peek() {
    if (at == end) {
      fill();
    }
    return over ? -1 : buffer[at] & 0xff;
  }

  /** The next byte; -1 at the end. */
  int next() {
    int b = peek();
    if (b >= 0) {
      at++;
    }
    return b;
  }

  /**
   * Reads up to a line feed, which is left out.
   *
   * @param number of the line, for complaints
   * @return its length in {@link #line()}; -1 at the end of the file
   */
  int readLine(long number) {
    if (peek() < 0) {
      return -1;
    }
    int length = 0;
    while (peek() >= 0) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      int n = at - from;
      if (length + n > LONGEST_LINE) {
        throw BadInputException.at(
            source, number, null, "lines of at most " + LONGEST_LINE + " bytes");
      }
      if (length + n > line.length) {
        line = Arrays.copyOf(line, Math.max(length + n, 2 * line.length));
      }
      System.arraycopy(buffer, from, line, length, n);
      length += n;
      if (at < end) {
        at++;
        return length;
      }
    }
    return length;
  }

  /** Holds the line that was read last. */
  byte[] line() {
    return line;
  }

  /** Reads so many bytes; fewer at the end of the file. */
  int read(byte[] into, int length) {
    int done = 0;
    while (done < length && peek() >= 0) {
      int n = Math.min(length - done, end - at);
      System.arraycopy(buffer, at, into, done, n);
      at += n;
      done += n;
    }
    return done;
  }

  /** The bytes at hand, which stay where they are; at most a buffer of them. */
  byte[] ahead(int most) {
    peek();
    while (!over && end - at < most && end - at < buffer.length / 2) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
      if (!append()) {
        break;
      }
    }
    return Arrays.copyOfRange(buffer, at, Math.min(end, at + most));
  }

  /** Passes over bytes that {@link #ahead} showed. */
  void skip(int bytes) {
    at += bytes;
  }

  private void fill() {
    at = 0;
    end = 0;
    over = !append();
  }

  private boolean append() {
    try {
      int n = in.read(buffer, end, buffer.length - end);
      end += Math.max(0, n);
      return n > 0;
    } catch (IOException e) {
      throw BadInputException.of(source, e.getMessage()).because(e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(source + ": " + e.getMessage(), e);
    }
  }
}
