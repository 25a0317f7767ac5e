package io.palavra.embeddings.text;

/** A text that can be read as often as is needed, the same each time. */
public interface WordSource {

  /** For reports. */
  String name();

  /**
   * Reads the text from its beginning to its end, one word at a time.
   *
   * @throws io.palavra.pipeline.BadInputException when the text is missing or broken
   */
  void read(WordSink sink);
}
