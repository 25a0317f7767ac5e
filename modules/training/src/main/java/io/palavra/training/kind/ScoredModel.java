package io.palavra.training.kind;

import io.palavra.pipeline.catalog.DataRequest;

/** A model that can be scored on data of its kind. */
public interface ScoredModel extends Model {

  /** Scores the model on the part of a data set that is for tests. */
  ModelScore score(DataRequest data);
}
