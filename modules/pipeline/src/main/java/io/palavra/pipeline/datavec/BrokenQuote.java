package io.palavra.pipeline.datavec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** Finds the line on which the quote opens that a parser stumbled over. */
final class BrokenQuote {
  private final Reader reader;
  private final char delimiter;
  private final int quote;
  private long line = 1;
  private int previous;

  private BrokenQuote(Reader reader, Dialect dialect) {
    this.reader = new BufferedReader(reader);
    this.delimiter = dialect.delimiter();
    this.quote = dialect.quote().map(c -> (int) c).orElse(-2);
  }

  /**
   * @param from the line on which the row begins; rows before it are sound
   */
  static long openedAt(Reader reader, Dialect dialect, long from) throws IOException {
    return new BrokenQuote(reader, dialect).search(from);
  }

  private long search(long from) throws IOException {
    int c = read();
    while (line < from && c >= 0) {
      c = read();
    }
    boolean fieldBegins = true;
    while (c >= 0) {
      if (fieldBegins && c == quote) {
        long opened = line;
        c = behindClosing();
        while (c >= 0 && c != delimiter && c != '\n' && c != '\r') {
          if (!Character.isWhitespace(c)) {
            return opened;
          }
          c = read();
        }
        if (c < 0) {
          return opened;
        }
      }
      fieldBegins = c == delimiter || c == '\n' || c == '\r';
      c = read();
    }
    return from;
  }

  /** The character behind the closing quote, or -1 where none closes. */
  private int behindClosing() throws IOException {
    int c = read();
    while (c >= 0) {
      if (c == quote) {
        c = read();
        if (c != quote) {
          return c;
        }
      }
      c = read();
    }
    return -1;
  }

  private int read() throws IOException {
    if (previous == '\n') {
      line++;
    }
    int c = reader.read();
    if (previous == '\r' && c != '\n') {
      line++;
    }
    previous = c;
    return c;
  }
}
