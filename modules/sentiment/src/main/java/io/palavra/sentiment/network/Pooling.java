package io.palavra.sentiment.network;

/** How the states of all positions become one vector. */
public enum Pooling {
  /** The state behind the last token; of the backward direction, the one behind the first token. */
  LAST,
  /** The greatest value of each feature. */
  MAX,
  /** The mean of each feature. */
  MEAN,
  /** A learned weighted mean (Yang et al. 2016, equations 5 to 7). */
  ATTENTION
}
