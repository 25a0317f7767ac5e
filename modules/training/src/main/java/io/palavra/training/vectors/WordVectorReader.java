package io.palavra.training.vectors;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.service.Providers;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Reads files of word vectors, whatever their format; found through {@link
 * java.util.ServiceLoader}, so that what trains need not know what reads.
 */
public interface WordVectorReader {

  /**
   * Reads a file.
   *
   * @param wanted the words that will be asked for; others need not be kept. Of a file that is kept
   *     whole none is asked about
   * @throws BadInputException when the file is missing or broken
   */
  WordLookup read(Path file, Predicate<String> wanted);

  /**
   * Numbers in each vector of a file; keeps one vector alone.
   *
   * @throws BadInputException as {@link #read}
   */
  default int dimensions(Path file) {
    AtomicBoolean first = new AtomicBoolean(true);
    return read(file, word -> first.getAndSet(false)).dimensions();
  }

  /**
   * The reader on the class path.
   *
   * @throws BadInputException when there is none
   */
  static WordVectorReader standard() {
    return Providers.of(WordVectorReader.class).stream()
        .findFirst()
        .orElseThrow(
            () -> BadInputException.of("vectors", "the module palavra-embeddings to read them"));
  }
}
