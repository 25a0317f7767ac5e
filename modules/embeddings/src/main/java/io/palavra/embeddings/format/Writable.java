package io.palavra.embeddings.format;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Looks at vectors before they are written, so that what is written can be read. */
final class Writable {
  private Writable() {}

  /**
   * What every format asks.
   *
   * @throws BadInputException when there is no word, or a number that is not finite
   */
  static void require(WordVectors vectors, Path file) {
    if (vectors.size() == 0) {
      throw nothing(file);
    }
    for (int i = 0; i < vectors.size(); i++) {
      int number = i;
      requireFinite(vectors.vector(i), file.toString(), () -> vectors.word(number));
    }
  }

  /**
   * What a model of fastText's asks beside: it has the rows that vectors are means of, and a NUL
   * ends a word there.
   *
   * @throws BadInputException when a word or a row does not fit
   */
  static void requireForFastText(WordVectors vectors, Path file) {
    for (int i = 0; i < vectors.size(); i++) {
      String word = vectors.word(i);
      if (word.indexOf('\0') >= 0) {
        throw BadInputException.of(file.toString(), word, "words without a NUL in this format");
      }
      requireFinite(vectors.ownRow(i), file.toString(), () -> word);
    }
    int buckets = vectors.ngrams().map(Ngrams::buckets).orElse(0);
    for (int i = 0; i < buckets; i++) {
      int bucket = i;
      if (vectors.hasBucket(bucket)) {
        requireFinite(vectors.bucketRow(bucket), file.toString(), () -> "bucket " + bucket);
      }
    }
  }

  /**
   * Looks at one vector.
   *
   * @param word whose vector it is
   */
  static void requireFinite(float[] vector, String source, Supplier<String> word) {
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw BadInputException.of(
            source, value + " in the vector of " + word.get(), "finite numbers");
      }
    }
  }

  static BadInputException nothing(Path file) {
    return BadInputException.of(file.toString(), "at least one word to write");
  }
}
