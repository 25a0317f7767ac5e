package io.palavra.embeddings.model;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.train.VectorTraining;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Fingerprint;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Vectors learned before, from which a training goes on.
 *
 * @param file a model, its run's folder, or a file in any format
 * @param fingerprint of its bytes
 */
record StartVectors(Path file, Fingerprint fingerprint) {

  /**
   * Looks at the file, and keeps nothing of it.
   *
   * @throws BadInputException when there is no such file, or its vectors have another size
   */
  static StartVectors of(Path path, int dimensions) {
    Path file = OpenVectors.file(path);
    StartVectors start = new StartVectors(file, Fingerprint.of(file));
    AtomicBoolean first = new AtomicBoolean(true);
    WordVectors one = OpenVectors.read(file, word -> first.getAndSet(false)).vectors();
    start.require(one.dimensions(), dimensions);
    return start;
  }

  /**
   * Puts the vectors of the text's words where a training begins.
   *
   * @return how many words had one, one line for a person
   * @throws BadInputException when none had
   */
  String putInto(VectorTraining training) {
    WordVectors vectors =
        OpenVectors.read(file, word -> training.words().find(word) >= 0).vectors();
    int known = training.startFrom(vectors);
    int words = training.words().size();
    if (known == 0) {
      throw BadInputException.of(
          file.toString(), "a vector for at least one of the text's words; there is none");
    }
    return String.format(
        Locale.ROOT,
        "Starting from %s, which has vectors for %,d of %s",
        file,
        known,
        Amount.of(words, "word"));
  }

  private void require(int there, int wanted) {
    if (there != wanted) {
      throw BadInputException.of(
          file.toString(),
          "vectors of " + there + " numbers",
          wanted + " numbers, or set dimensions=" + there);
    }
  }
}
