package io.palavra.embeddings.text;

import io.palavra.pipeline.token.SpaceTokenizer;
import java.util.function.Consumer;

/**
 * Where words end: at what fastText's {@code readWord} takes for white space: space, tab, line
 * feed, carriage return, vertical tab, form feed and NUL. Whoever reads a file refuses NUL.
 */
public final class WordSpaces {
  private static final boolean[] SPACE = new boolean[256];

  static {
    for (int c = 0; c < SPACE.length; c++) {
      SPACE[c] = SpaceTokenizer.isSpace(c);
    }
  }

  private WordSpaces() {}

  /** Takes the words of a line. */
  @FunctionalInterface
  public interface Taker {
    /** As {@link WordSink#word}. */
    void word(byte[] utf8, int from, int to);
  }

  /** Whether a byte parts words. */
  public static boolean is(byte b) {
    return SPACE[b & 0xff];
  }

  /** Hands out the words of a line. */
  public static void cut(byte[] line, Taker taker) {
    int start = 0;
    for (int i = 0; i < line.length; i++) {
      if (is(line[i])) {
        if (i > start) {
          taker.word(line, start, i);
        }
        start = i + 1;
      }
    }
    if (line.length > start) {
      taker.word(line, start, line.length);
    }
  }

  /** Hands out the words of a line. */
  public static void cut(String line, Consumer<String> taker) {
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || line.charAt(i) < SPACE.length && SPACE[line.charAt(i)]) {
        if (i > start) {
          taker.accept(line.substring(start, i));
        }
        start = i + 1;
      }
    }
  }
}
