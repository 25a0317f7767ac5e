package io.palavra.embeddings.train;

/** What the vector of a paragraph tells (Le and Mikolov 2014). */
public enum ParagraphModel {
  /** PV-DM: a word, together with the words around it; their mean is taken. */
  DISTRIBUTED_MEMORY,
  /** PV-DBOW: each word of the paragraph, alone. */
  DISTRIBUTED_BAG
}
