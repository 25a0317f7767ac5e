package io.palavra.embeddings.train;

/** What is told from what. */
public enum Architecture {
  /** Each word of a window from its centre. */
  SKIP_GRAM,
  /** The centre from the mean of its window. */
  CBOW
}
