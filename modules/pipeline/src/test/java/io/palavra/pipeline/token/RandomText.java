package io.palavra.pipeline.token;

import java.util.Random;

/** Texts that no one would write: every plane, every joiner, marks, halves of pairs, and prose. */
final class RandomText {
  private static final String[] PIECES = {
    "a", "b", "Z", "é", "ç", "ã", "não", "don't", "d’", "’", "'", "\"", ".", ",", ":", ";", "-",
    "_", "1", "23", "4,5", " ", " ", "  ", "\n", "\t", "\u00A0", "\u200D", "\u200B", "\u00AD",
    "\uFEFF", "\uFE0F", "\u0301", "\u0327", "😍", "👩", "🏽", "🇧", "🇷", "❤", "\u20E3", "#", "@",
    "/", "//", "http://", "www.", "com", "א", "ב", "״", "日", "本", "カ", "ひ", "ไทย", "ខ្មែរ", "हि",
    "한", "ᄀ", "ᅡ", "α", "Σ", "ж", "٣", "٫", "\uD83D", "\uDE0D", "\u0000", "\u0085", "\u2028",
    "!!!!", "…", "(", ")", "ﬁ", "İ", "ß", "\u3000", "Ａ", "＇", "．", "·", "‧", "͏", "\u0D4E",
    "\uFFFF", "\u2060", "‿", "٬",
  };

  private RandomText() {}

  static String of(Random random) {
    int pieces = random.nextInt(60);
    StringBuilder text = new StringBuilder();
    int manner = random.nextInt(5);
    for (int i = 0; i < pieces; i++) {
      if (manner == 0) {
        text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      } else if (manner == 1) {
        text.append((char) random.nextInt(0x2200));
      } else if (manner == 2) {
        text.append((char) (' ' + random.nextInt(95)));
      } else {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return text.toString();
  }

  /** The text so that it can be put into a test. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      out.append(c >= ' ' && c < 0x7F ? String.valueOf(c) : String.format("\\u%04X", (int) c));
    }
    return out.toString();
  }
}
