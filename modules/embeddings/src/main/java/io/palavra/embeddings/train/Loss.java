package io.palavra.embeddings.train;

/** What is made small. */
public enum Loss {
  /** A word against some drawn at random (Mikolov et al. 2013, equation 4). */
  NEGATIVE_SAMPLING,
  /** A path through a Huffman tree (Mikolov et al. 2013, equation 3). */
  HIERARCHICAL_SOFTMAX
}
