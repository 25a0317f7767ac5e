package io.palavra.pipeline.file;

import io.palavra.pipeline.BadInputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/**
 * Lines one by one. A line ends with a line feed, with or without a carriage return before it, or
 * with the file; a carriage return elsewhere, U+0085 and U+2028 are characters like others, so that
 * line numbers are those of other tools and line-aligned files stay aligned. What follows the last
 * line feed is a line only when it is not empty.
 */
public final class LineReader implements Closeable {
  private static final int BUFFER = 1 << 15;

  private final Reader reader;
  private final String source;
  private final char[] buffer = new char[BUFFER];
  private final StringBuilder parts = new StringBuilder();
  private int position;
  private int limit;
  private long number;
  private String line = "";

  /**
   * @param reader closed with this one
   * @param source names the file in complaints
   */
  public LineReader(Reader reader, String source) {
    this.reader = reader;
    this.source = source;
  }

  /**
   * Goes to the next line.
   *
   * @return false behind the last
   * @throws BadInputException when a line is longer than {@link RecordLimit#CHARACTERS}, and as the
   *     reader
   */
  public boolean next() {
    parts.setLength(0);
    while (position < limit || fill()) {
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      if (end < limit) {
        take(end);
        position = end + 1;
        return true;
      }
      parts.append(buffer, position, limit - position);
      position = limit;
      if (parts.length() > RecordLimit.CHARACTERS) {
        throw BadInputException.at(source, number + 1, null, RecordLimit.expectation());
      }
    }
    if (parts.length() == 0) {
      return false;
    }
    take(position);
    return true;
  }

  /** The line at hand without its end. */
  public String line() {
    return line;
  }

  /** The number of the line at hand, from 1. */
  public long number() {
    return number;
  }

  @Override
  public void close() {
    InputFile.close(reader);
  }

  private void take(int end) {
    number++;
    if (parts.length() == 0) {
      int last = end > position && buffer[end - 1] == '\r' ? end - 1 : end;
      line = new String(buffer, position, last - position);
      return;
    }
    parts.append(buffer, position, end - position);
    int length = parts.length();
    line = parts.substring(0, parts.charAt(length - 1) == '\r' ? length - 1 : length);
    if (parts.capacity() > 1 << 20) {
      parts.setLength(0);
      parts.trimToSize();
    }
  }

  private boolean fill() {
    try {
      int n = reader.read(buffer, 0, buffer.length);
      position = 0;
      limit = Math.max(0, n);
      return n > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(source + ": " + e.getMessage(), e);
    }
  }
}
