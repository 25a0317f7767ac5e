package io.palavra.translator.network;

/** What reads a sentence and writes its translation. */
public enum Architecture {
  /** GRU or LSTM (Bahdanau, Cho and Bengio 2015; Luong, Pham and Manning 2015). */
  RECURRENT,
  /** Blocks of attention (Vaswani et al. 2017). */
  TRANSFORMER
}
