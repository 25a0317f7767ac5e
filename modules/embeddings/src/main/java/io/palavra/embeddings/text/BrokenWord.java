package io.palavra.embeddings.text;

import java.util.Locale;

/** Bytes that are not UTF-8; a source that knows where they stand turns it into a complaint. */
final class BrokenWord extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 8;

  private final String shown;

  BrokenWord(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder("bytes");
    for (int i = from; i < Math.min(to, from + SHOWN); i++) {
      text.append(String.format(Locale.ROOT, " 0x%02X", bytes[i]));
    }
    shown = text.toString();
  }

  String shown() {
    return shown;
  }
}
