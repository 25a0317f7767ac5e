package io.palavra.kernels.decoder;

/** How a decoder looks at its memory. */
public enum DecoderAttention {
  /** Not at all but for its first state: a fixed vector has to say everything. */
  NONE,
  /** {@code v tanh(W h + U m + b)} (Bahdanau, Cho and Bengio, 2015). */
  ADDITIVE,
  /** {@code h m} (Luong, Pham and Manning, 2015); the decoder is as wide as the memory. */
  DOT,
  /** {@code h W m} (Luong, Pham and Manning, 2015). */
  GENERAL
}
