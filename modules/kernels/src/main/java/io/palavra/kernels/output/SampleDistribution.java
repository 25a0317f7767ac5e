package io.palavra.kernels.output;

/** What the labels that stand for all others are drawn from. */
public enum SampleDistribution {
  /**
   * {@code log((k + 2) / (k + 1)) / log(labels + 1)}: about Zipf's law where labels ascend as their
   * frequencies fall.
   */
  LOG_UNIFORM,
  /** In proportion to given counts raised to a power. */
  UNIGRAM,
  /** Every label alike. */
  UNIFORM
}
