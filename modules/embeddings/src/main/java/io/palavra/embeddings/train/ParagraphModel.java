package io.palavra.embeddings.train;

/** What the vector of a paragraph tells (Le and Mikolov 2014). */
public enum ParagraphModel {
  /** PV-DM: a word, together with the words around it; their mean is taken. */
  DISTRIBUTED_MEMORY,
  /** PV-DBOW: each word of the paragraph, alone. */
  DISTRIBUTED_BAG,
  /**
   * PV-DBOW, and skip-gram beside it: each word is told from its paragraph and from each word
   * around it in one step, so that words get vectors, too, and both lie in one space. Alone,
   * PV-DBOW has no vectors of words.
   */
  DISTRIBUTED_BAG_AND_WORDS
}
