package io.palavra.cli.embeddings;

import io.palavra.cli.console.Console;
import io.palavra.embeddings.WordForms;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import java.util.List;
import java.util.Optional;

/** A word as vectors know it. */
final class KnownWord {
  /** So many of the most frequent words are looked through for what may have been meant. */
  private static final int LOOKED_AT = 100_000;

  private KnownWord() {}

  /**
   * The word, or its form in another case, which is told; complains with the nearest word when none
   * has a vector.
   */
  static String of(WordVectors vectors, String word, Console console) {
    Optional<String> own = WordForms.own(vectors, word);
    if (own.isPresent()) {
      if (!own.get().equals(word)) {
        console.say(own.get() + " answers for " + word);
      }
      return own.get();
    }
    if (vectors.vector(word).isPresent()) {
      return word;
    }
    List<String> known = vectors.words().limit(LOOKED_AT).toList();
    throw BadInputException.of(
        "word",
        word,
        "one of the "
            + vectors.size()
            + " words that have vectors"
            + NearestName.hint(word, known));
  }
}
