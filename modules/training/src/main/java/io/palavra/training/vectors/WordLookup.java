package io.palavra.training.vectors;

import java.util.Optional;
import java.util.stream.Stream;

/** Words and their vectors. */
public interface WordLookup {

  /** Numbers in a vector. */
  int dimensions();

  /** The words that have a vector of their own, in the file's order, each once. */
  Stream<String> words();

  /** The vector that a word has of its own, {@code [dimensions]}. */
  Optional<float[]> own(String word);

  /** A vector for a word that has none, from what the word is made of, {@code [dimensions]}. */
  Optional<float[]> built(String word);
}
