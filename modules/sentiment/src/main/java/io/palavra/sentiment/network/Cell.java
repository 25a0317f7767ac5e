package io.palavra.sentiment.network;

/** The recurrent unit. */
public enum Cell {
  /** Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000). */
  LSTM,
  /** Gated recurrent unit (Cho et al. 2014). */
  GRU,
  /** The simple recurrent network (Elman 1990). */
  RNN
}
