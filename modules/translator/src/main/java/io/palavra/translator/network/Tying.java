package io.palavra.translator.network;

/** Which tables of sub-word vectors are one and the same (Press and Wolf 2017). */
public enum Tying {
  /** None. */
  NONE,
  /** Those of the decoder's input and of the softmax. */
  TARGET,
  /** Those two and the encoder's; the languages share a vocabulary. */
  ALL
}
