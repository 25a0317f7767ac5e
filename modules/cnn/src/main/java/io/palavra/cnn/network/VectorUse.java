package io.palavra.cnn.network;

/** Where the vectors of the tokens come from, and whether they learn. */
public enum VectorUse {
  /**
   * One-hot for characters and bases; else {@link #NON_STATIC} where vectors are given and {@link
   * #RANDOM} where not.
   */
  AUTO,
  /** Begin at random and learn. */
  RANDOM,
  /** Given, and stay as they are. */
  STATIC,
  /** Given, and learn further. */
  NON_STATIC,
  /** Given twice: one table stays, the other learns; a filter has weights for both. */
  MULTICHANNEL,
  /** A position of its own for each of the most frequent tokens; the others are zero. */
  ONE_HOT
}
