package io.palavra.kernels.convolution;

/** What the mean and the variance are taken over. */
public enum NormalizationKind {
  /**
   * Each feature over all steps of the mini-batch that count (Ioffe and Szegedy 2015); outside
   * training by averages that were kept in training.
   */
  BATCH,
  /** The features of each step (Ba, Kiros and Hinton 2016). */
  LAYER
}
