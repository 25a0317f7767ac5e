package io.palavra.embeddings.model;

/** What vectors are learned by. */
public enum VectorModel {
  /** Each word of a window from its centre. */
  SKIP_GRAM,
  /** The centre from the mean of its window. */
  CBOW,
  /** How often words come near each other, counted once (Pennington et al. 2014). */
  GLOVE,
  /**
   * A word from the words around it and the text that it stands in; every text gets a vector, too
   * (PV-DM, Le and Mikolov 2014).
   */
  PV_DM,
  /**
   * A word from the text that it stands in, and skip-gram beside; every text gets a vector, too
   * (PV-DBOW, Le and Mikolov 2014).
   */
  PV_DBOW;

  /** Whether texts get vectors, and not their words alone. */
  public boolean ofTexts() {
    return this == PV_DM || this == PV_DBOW;
  }
}
