package io.palavra.kernels.recurrent;

/**
 * What a recurrent cell has beside its plain form.
 *
 * @param peepholes the gates of an LSTM see its memory
 * @param resetBefore the reset gate of a GRU acts on the state before the recurrent product
 * @param layerNorm what input and recurrent weights produce is normalised, and the memory of an
 *     LSTM on its way out
 */
public record CellOptions(boolean peepholes, boolean resetBefore, boolean layerNorm) {
  /** None of it. */
  public static final CellOptions PLAIN = new CellOptions(false, false, false);
}
