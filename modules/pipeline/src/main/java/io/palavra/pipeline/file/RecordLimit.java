package io.palavra.pipeline.file;

import java.util.Locale;

/** How long one record may be. */
public final class RecordLimit {
  /**
   * 64 Mi UTF-16 units in one line, one quoted field or one document. A longer one is far more
   * often a broken quote, a wrong format or an attack than a text, and it would not fit in memory
   * beside a model.
   */
  public static final int CHARACTERS = 1 << 26;

  private RecordLimit() {}

  /** What is said of a longer one. */
  public static String expectation() {
    return String.format(Locale.ROOT, "at most %,d characters in one record", CHARACTERS);
  }
}
