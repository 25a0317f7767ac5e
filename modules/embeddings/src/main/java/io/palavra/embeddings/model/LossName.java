package io.palavra.embeddings.model;

/** What is learned at each word, by the names that the field has for it. */
public enum LossName {
  /** Negative sampling. */
  NS,
  /** Hierarchical softmax. */
  HS
}
