package io.palavra.kernels.decoder;

/** The recurrent cell of a decoder. */
public enum DecoderCell {
  /** Reset gate after the recurrent product, as cuDNN and PyTorch have it. */
  GRU,
  /** Without peepholes. */
  LSTM
}
