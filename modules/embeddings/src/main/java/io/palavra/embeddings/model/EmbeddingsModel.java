package io.palavra.embeddings.model;

import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.kind.ModelScore;
import io.palavra.training.kind.ScoredModel;

/**
 * Trained word vectors.
 *
 * @param vectors the vectors
 * @param counts how often each word came in training, by its number
 * @param options with which they were trained
 */
public record EmbeddingsModel(WordVectors vectors, long[] counts, EmbeddingsOptions options)
    implements ScoredModel {

  @Override
  public String kind() {
    return EmbeddingsKind.ID;
  }

  /**
   * Scores the vectors on files of word similarities and analogies: one file, or a data set of the
   * catalogue that has some.
   */
  @Override
  public ModelScore score(DataRequest data) {
    return VectorScore.of(vectors, data);
  }

  @Override
  public void close() {}
}
