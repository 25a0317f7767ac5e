package io.palavra.embeddings.fasttext;

/** What a model is for, in the order of fastText's numbers, from 1. */
public enum ModelTask {
  /** Word vectors, by CBOW. */
  CBOW,
  /** Word vectors, by skip-gram. */
  SKIP_GRAM,
  /** Labels of texts. */
  SUPERVISED
}
