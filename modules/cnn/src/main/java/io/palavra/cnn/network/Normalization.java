package io.palavra.cnn.network;

/** What is normalised behind each convolution of a stack. */
public enum Normalization {
  /** Nothing. */
  NONE,
  /** Each feature over the mini-batch (Ioffe and Szegedy 2015). */
  BATCH,
  /** The features of each position (Ba, Kiros and Hinton 2016). */
  LAYER
}
