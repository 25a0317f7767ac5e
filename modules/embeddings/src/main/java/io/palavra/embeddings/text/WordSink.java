package io.palavra.embeddings.text;

/** Takes the words of a text one after the other. */
public interface WordSink {

  /**
   * A word.
   *
   * @param utf8 holds it in UTF-8; it belongs to the caller, who will write over it
   * @param from first byte
   * @param to behind the last byte; always greater than {@code from}
   */
  void word(byte[] utf8, int from, int to);

  /** The sentence, line or document ends: a window does not reach over it. */
  void end();
}
