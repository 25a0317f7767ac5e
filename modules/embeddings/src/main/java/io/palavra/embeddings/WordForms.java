package io.palavra.embeddings;

import io.palavra.pipeline.token.OtherCases;
import java.util.Optional;

/** How vectors spell a word that is asked for. */
public final class WordForms {
  private WordForms() {}

  /** The word, or else its first other case, that has a vector of its own. */
  public static Optional<String> own(WordVectors vectors, String word) {
    return vectors.find(word) >= 0 ? Optional.of(word) : inOtherCase(vectors, word);
  }

  private static Optional<String> inOtherCase(WordVectors vectors, String word) {
    return OtherCases.of(word).stream().filter(form -> vectors.find(form) >= 0).findFirst();
  }
}
