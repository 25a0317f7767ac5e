package io.palavra.kernels.pooling;

/** What is made of the steps of a sequence. */
public enum PoolingKind {
  /** The last step. */
  LAST,
  /** The greatest value of each feature; of equal ones the first. */
  MAX,
  /** The mean of each feature. */
  MEAN,
  /** The sum of each feature. */
  SUM
}
