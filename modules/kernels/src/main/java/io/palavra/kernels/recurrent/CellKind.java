package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Squash;

/** The recurrent cells there are. */
public enum CellKind {
  /** Long short-term memory. */
  LSTM(4, 4),
  /** Gated recurrent unit, reset gate after the recurrent product. */
  GRU(3, 4),
  /** Elman's simple recurrent network. */
  SIMPLE(1, 1);

  private final int gates;
  private final int biases;

  CellKind(int gates, int biases) {
    this.gates = gates;
    this.biases = biases;
  }

  /** How many times as wide as its output a cell's pre-activations are. */
  public int gates() {
    return gates;
  }

  /** How many biases a unit has. */
  public int biases() {
    return biases;
  }

  <A> Sweep<A> sweep(Arithmetic<A> math, RecurrentCell cell, boolean reversed) {
    int inputs = Math.toIntExact(cell.getNIn());
    int units = Math.toIntExact(cell.getNOut());
    Squash content = Activations.squash(cell.getActivationFn());
    return switch (this) {
      case LSTM ->
          new LstmSweep<>(
              math, inputs, units, reversed, content, Activations.squash(cell.gateFunction()));
      case GRU ->
          new GruSweep<>(
              math, inputs, units, reversed, content, Activations.squash(cell.gateFunction()));
      case SIMPLE -> new RnnSweep<>(math, inputs, units, reversed, content);
    };
  }
}
