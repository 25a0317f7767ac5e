package io.palavra.embeddings.evaluate;

import java.nio.file.Path;

/** What vectors are scored by, read from one file. */
public sealed interface EvaluationSet permits SimilaritySet, AnalogySet {

  /** For reports. */
  String name();

  /** The same under another name. */
  EvaluationSet named(String name);

  /**
   * Reads a file of similarities or analogies, whichever it is.
   *
   * @throws io.palavra.pipeline.BadInputException when it is neither, or a line does not fit
   */
  static EvaluationSet read(Path file) {
    return EvaluationFile.kind(file) == EvaluationFile.Kind.ANALOGIES
        ? AnalogySet.read(file)
        : SimilaritySet.read(file);
  }
}
