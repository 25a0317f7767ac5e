package io.palavra.pipeline.check;

import java.nio.charset.Charset;

/**
 * Finds UTF-8 that was read as Windows-1252 or Latin-1 ("Ã£" for "ã", "â€™" for "’"): characters
 * that as bytes of these charsets make a well-formed UTF-8 sequence whose character is usual in
 * Western text. Capitals before punctuation ("CAFÉ»", "MAÇÃ”") make such sequences too, so a
 * sequence that ends in a quotation mark or a dash counts in front of a letter alone.
 */
final class Mojibake {
  private static final int[] WINDOWS_1252 = highHalf();

  private Mojibake() {}

  /** Offset of the first broken character, or -1. */
  static int find(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\uFFFD' || (c >= 0xC2 && c <= 0xF4 && sequence(text, i))) {
        return i;
      }
      if (c >= 0x80 && c <= 0x9F && c != 0x85) {
        return i;
      }
    }
    return -1;
  }

  private static boolean sequence(String text, int at) {
    int lead = text.charAt(at);
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (at + length > text.length()) {
      return false;
    }
    int point = lead & (0xFF >> (length + 1));
    for (int i = at + 1; i < at + length; i++) {
      int value = byteOf(text.charAt(i));
      if (value < 0x80 || value > 0xBF) {
        return false;
      }
      point = point << 6 | (value & 0x3F);
    }
    return usual(point, length) && !innocent(text, at + length);
  }

  /** Latin-1 letters and signs, general punctuation, the euro sign, symbols, emoji. */
  private static boolean usual(int point, int length) {
    return switch (length) {
      case 2 -> point >= 0xA0 && point <= 0xFF;
      case 3 -> point >= 0x2010 && point <= 0x2BFF || point == 0xFE0F || point == 0xFEFF;
      default -> point >= 0x1F000 && point <= 0x1FAFF;
    };
  }

  private static boolean innocent(String text, int end) {
    char last = text.charAt(end - 1);
    boolean mark = "\u2018\u2019\u201C\u201D\u2013\u2014\u2026\u00BB\u00AB".indexOf(last) >= 0;
    return mark && (end == text.length() || !Character.isLetter(text.charAt(end)));
  }

  /** The byte of this character in Latin-1 or Windows-1252, or 0. */
  private static int byteOf(char c) {
    if (c < 0x100) {
      return c;
    }
    for (int i = 0; i < WINDOWS_1252.length; i++) {
      if (WINDOWS_1252[i] == c) {
        return 0x80 + i;
      }
    }
    return 0;
  }

  private static int[] highHalf() {
    byte[] bytes = new byte[0x20];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (0x80 + i);
    }
    return new String(bytes, Charset.forName("windows-1252")).chars().toArray();
  }
}
