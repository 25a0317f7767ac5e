package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Floor;

/** The recurrent cells there are. */
public enum CellKind {
  /** Long short-term memory. */
  LSTM(4),
  /** Gated recurrent unit. */
  GRU(3),
  /** Elman's simple recurrent network. */
  SIMPLE(1);

  private final int gates;

  CellKind(int gates) {
    this.gates = gates;
  }

  /** How many times as wide as its output a cell's pre-activations are. */
  public int gates() {
    return gates;
  }

  /** How many biases a unit has. */
  public int biases(CellOptions options) {
    return this == GRU && !options.resetBefore() ? gates + 1 : gates;
  }

  /** How many peepholes a unit has. */
  public int peepholes(CellOptions options) {
    return this == LSTM && options.peepholes() ? 3 : 0;
  }

  /**
   * How many parameters of layer normalisation a unit has: a gain for all that the input weights
   * produce and one for all that the recurrent weights do; gain and shift of an LSTM's memory.
   */
  public int gains(CellOptions options) {
    return options.layerNorm() ? 2 * gates + (this == LSTM ? 2 : 0) : 0;
  }

  <A> Sweep<A> sweep(Floor<A> floor, RecurrentCell cell, boolean reversed) {
    return switch (this) {
      case LSTM -> new LstmSweep<>(floor, cell, reversed);
      case GRU ->
          cell.options().resetBefore()
              ? new GruBeforeSweep<>(floor, cell, reversed)
              : new GruSweep<>(floor, cell, reversed);
      case SIMPLE -> new RnnSweep<>(floor, cell, reversed);
    };
  }
}
