package io.palavra.embeddings.model;

import io.palavra.embeddings.text.WordSink;
import io.palavra.embeddings.text.WordSource;

/** Counts words and keeps none. */
final class WordTotal implements WordSink {
  private long words;

  private WordTotal() {}

  static long of(WordSource source) {
    WordTotal total = new WordTotal();
    source.read(total);
    return total.words;
  }

  @Override
  public void word(byte[] utf8, int from, int to) {
    words++;
  }

  @Override
  public void end() {}
}
