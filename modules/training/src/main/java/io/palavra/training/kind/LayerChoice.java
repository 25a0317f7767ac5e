package io.palavra.training.kind;

/** Whose layers a network is built from. */
public enum LayerChoice {
  /** This project's, where a kind has them. */
  KERNELS,
  /** Those of Deeplearning4j. */
  STOCK
}
