package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Scratch;

/**
 * A recurrent cell over the rows of a plan.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class StepCell<A> {
  final Floor<A> floor;
  final Arithmetic<A> math;
  final int units;

  /** Width of the pre-activations. */
  final int width;

  /** Pre-activations, then activations, then their gradients: {@code [rows, width]}. */
  A gates;

  /** States after each row's step, {@code [rows, units]}. */
  A hidden;

  /** States before it. */
  A before;

  StepCell(Floor<A> floor, int units, int width) {
    this.floor = floor;
    this.math = floor.math();
    this.units = units;
    this.width = width;
    this.gates = math.allocate(0);
    this.hidden = gates;
    this.before = gates;
  }

  /** The cell of a kind. */
  static <A> StepCell<A> of(Floor<A> floor, DecoderCell kind, int units) {
    return kind == DecoderCell.GRU ? new GruStep<>(floor, units) : new LstmStep<>(floor, units);
  }

  /** How many vectors of {@code units} a state is: hidden, and memory where there is one. */
  abstract int states();

  /** How many biases there are. */
  abstract int biases();

  void room(int rows) {
    gates = floor.room(gates, rows * width);
    hidden = floor.room(hidden, rows * units);
    before = floor.room(before, rows * units);
  }

  /**
   * Sets the states before {@code count} rows from those after earlier rows.
   *
   * @param previous the first of the earlier rows
   */
  void carry(int previous, int row, int count) {
    math.copy(hidden, previous * units, before, row * units, count * units);
  }

  /**
   * Sets the state before a row.
   *
   * @param state {@code [.., states * units]}, the vectors of a state one after the other
   */
  void start(A state, int at, int row) {
    math.copy(state, at, before, row * units, units);
  }

  /** Copies the state after a row. */
  void end(int row, A state, int at) {
    math.copy(hidden, row * units, state, at, units);
  }

  /** Adds the product of the states before the rows. */
  abstract void recur(int row, int count, Matrix<A> weights, A bias, Scratch<A> scratch);

  /** From pre-activations to the state after a row. */
  abstract void forward(int row);

  /**
   * Takes the gradients of the state after the row from {@code state}, leaves there what reaches
   * the state before it other than through the recurrent weights, and writes the gradients of the
   * pre-activations.
   *
   * @param state {@code [.., states * units]}
   * @param work one row of pre-activations
   */
  abstract void backward(int row, A state, int at, A work);

  /** The gradients of what the recurrent weights produce, {@code [rows, width]}. */
  A recurrentGradients() {
    return gates;
  }

  /** Sets the gradients of the biases. */
  abstract void biasGradients(int rows, A out);
}
