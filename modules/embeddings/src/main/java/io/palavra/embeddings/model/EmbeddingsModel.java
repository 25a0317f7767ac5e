package io.palavra.embeddings.model;

import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.kind.EvaluatedPart;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.ScoredModel;
import java.util.Optional;

/**
 * Trained vectors of words, and of texts where the model has them.
 *
 * @param vectors of words
 * @param counts how often each word came in training, by its number
 * @param options with which they were trained
 * @param texts those that were learned and the way to new ones; paragraph vectors alone have them
 */
public record EmbeddingsModel(
    WordVectors vectors, long[] counts, EmbeddingsOptions options, Optional<LearnedTexts> texts)
    implements ScoredModel {

  @Override
  public String kind() {
    return EmbeddingsKind.ID;
  }

  /**
   * Scores the vectors on files of word similarities and analogies: one file, or a data set of the
   * catalogue that has some. These have no parts.
   */
  @Override
  public ModelScore score(DataRequest data, EvaluatedPart part) {
    if (part != EvaluatedPart.TEST) {
      throw BadInputException.of(
          "option --part", part.toString(), "test with a model of kind " + kind());
    }
    return VectorScore.of(vectors, data);
  }

  @Override
  public void close() {}
}
