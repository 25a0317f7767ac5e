package io.palavra.kernels.attention;

/** How well a query and a key go together. */
public enum Score {
  /**
   * {@code q k / sqrt(size)} of projected queries and keys, for several heads side by side (Vaswani
   * et al., "Attention Is All You Need", 2017).
   */
  SCALED_DOT,
  /**
   * {@code v tanh(W q + U k + b)} (Bahdanau, Cho and Bengio, "Neural Machine Translation by Jointly
   * Learning to Align and Translate", 2015).
   */
  ADDITIVE,
  /** {@code q k} (Luong, Pham and Manning, "Effective Approaches to Attention-based NMT", 2015). */
  DOT,
  /** {@code q W k} (Luong, Pham and Manning). */
  GENERAL
}
