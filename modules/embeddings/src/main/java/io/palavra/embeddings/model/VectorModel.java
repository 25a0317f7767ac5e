package io.palavra.embeddings.model;

/** What vectors are learned by. */
public enum VectorModel {
  /** Each word of a window from its centre. */
  SKIP_GRAM,
  /** The centre from the mean of its window. */
  CBOW,
  /** How often words come near each other, counted once (Pennington et al. 2014). */
  GLOVE
}
