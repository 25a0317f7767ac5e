package io.palavra.training.vectors;

import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/**
 * Reads files of word vectors, whatever their format; found through {@link ServiceLoader}, so that
 * what trains need not know what reads.
 */
public interface WordVectorReader {

  /**
   * Reads a file.
   *
   * @param wanted the words that will be asked for; others need not be kept
   * @throws BadInputException when the file is missing or broken
   */
  WordLookup read(Path file, Predicate<String> wanted);

  /**
   * The reader on the class path.
   *
   * @throws BadInputException when there is none
   */
  static WordVectorReader standard() {
    return ServiceLoader.load(WordVectorReader.class)
        .findFirst()
        .orElseThrow(
            () -> BadInputException.of("vectors", "the module palavra-embeddings to read them"));
  }
}
