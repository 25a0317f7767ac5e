package io.palavra.pipeline.check;

import java.util.Locale;

/** A piece of a text that is safe to print: one line, no control characters. */
final class Excerpt {
  private static final int LENGTH = 80;

  private Excerpt() {}

  /** The beginning. */
  static String of(String text) {
    return around(text, 0);
  }

  /** The surroundings of an offset. */
  static String around(String text, int offset) {
    int begin = offset < LENGTH * 3 / 4 ? 0 : offset - LENGTH / 4;
    int end = Math.min(text.length(), begin + LENGTH);
    StringBuilder out = new StringBuilder();
    if (begin > 0) {
      out.append('…');
    }
    int i = begin;
    while (i < end) {
      int c = text.codePointAt(i);
      if (harmless(c)) {
        out.appendCodePoint(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04x", c));
      }
      i += Character.charCount(c);
    }
    return end < text.length() ? out.append('…').toString() : out.toString();
  }

  private static boolean harmless(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.FORMAT
        && (c & 0xFFFE) != 0xFFFE;
  }
}
