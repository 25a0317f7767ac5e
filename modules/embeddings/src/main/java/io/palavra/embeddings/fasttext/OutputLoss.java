package io.palavra.embeddings.fasttext;

/** What stands behind the output rows of a model, in the order of fastText's numbers, from 1. */
public enum OutputLoss {
  /** A path through a Huffman tree. */
  HIERARCHICAL_SOFTMAX,
  /** One word against some drawn at random. */
  NEGATIVE_SAMPLING,
  /** One label of all. */
  SOFTMAX,
  /** Each label by itself. */
  ONE_VS_ALL
}
