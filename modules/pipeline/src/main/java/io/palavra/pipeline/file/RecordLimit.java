package io.palavra.pipeline.file;

/** How long one record may be. */
public final class RecordLimit {
  /**
   * 64 Mi UTF-16 units in one line, one quoted field or one document. A longer one is far more
   * often a broken quote, a wrong format or an attack than a text, and it would not fit in memory
   * beside a model.
   */
  public static final int CHARACTERS = 1 << 26;

  private RecordLimit() {}

  static String expectation() {
    return "at most " + CHARACTERS + " characters in one record";
  }
}
