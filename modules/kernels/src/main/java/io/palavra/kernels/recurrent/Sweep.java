package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.Scratch;
import java.util.ArrayList;
import java.util.List;

/**
 * One recurrent cell led over a mini-batch in one direction, and back for the gradient.
 *
 * <p>Matrices are row-major and time comes first: row {@code step * batch + sequence}. The
 * projection of the input is one product over all steps; only the product with the previous state
 * is done step by step. States are kept in {@code steps + 1} slots: a forward sweep reads slot
 * {@code t} and writes slot {@code t + 1} at step {@code t}, a reversed one reads {@code t + 1} and
 * writes {@code t}. At a masked step the state is carried over, wherever in the sequence that step
 * lies.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class Sweep<A> {
  final Arithmetic<A> math;
  final int inputs;
  final int units;

  /** Width of the pre-activations of one row. */
  final int width;

  final boolean reversed;

  /** Pre-activations, then activations, then their gradients: {@code [rows, width]}. */
  A gates;

  /** Hidden states: {@code [steps + 1 slots * batch, units]}. */
  A hidden;

  /**
   * Hidden states as the recurrent weights see them: dropped out, or the same array as {@link
   * #hidden}.
   */
  A seen;

  /**
   * What the recurrent dropout multiplies hidden states with, {@code [batch, units]}; used where
   * {@link #dropping}.
   */
  A keep;

  boolean dropping;
  Extent extent;

  private final Packed<A> inputWeights = new Packed<>();
  private final Packed<A> inputWeightsBack = new Packed<>();
  final Packed<A> recurrentWeights = new Packed<>();
  final Packed<A> recurrentWeightsBack = new Packed<>();
  A bias;

  Sweep(Arithmetic<A> math, int inputs, int units, int width, boolean reversed) {
    this.math = math;
    this.inputs = inputs;
    this.units = units;
    this.width = width;
    this.reversed = reversed;
    this.gates = math.allocate(0);
    this.hidden = math.allocate(0);
    this.seen = hidden;
    this.keep = math.allocate(0);
  }

  /** {@code array} where it has {@code length} elements, else a bigger one. */
  final A room(A array, int length) {
    return math.length(array) >= length ? array : math.allocate(length);
  }

  /**
   * Takes the weights, which it does not keep.
   *
   * @param input {@code [width, inputs]}
   * @param recurrent {@code [width, units]}
   * @param biases {@code [width]}, followed by what else the cell has
   */
  void weights(A input, A recurrent, A biases, boolean training) {
    math.pack(input, inputs, width, true, inputWeights);
    math.pack(recurrent, units, width, true, recurrentWeights);
    if (training) {
      math.pack(input, width, inputs, false, inputWeightsBack);
      math.pack(recurrent, width, units, false, recurrentWeightsBack);
    }
    bias = biases;
  }

  /** Makes room for a mini-batch; the first slot of the states is zero. */
  void begin(Extent newExtent, boolean dropHidden) {
    extent = newExtent;
    dropping = dropHidden;
    int slots = (extent.steps() + 1) * extent.batch();
    gates = room(gates, extent.rows() * width);
    hidden = room(hidden, slots * units);
    if (dropping) {
      seen = seen == hidden ? math.allocate(slots * units) : room(seen, slots * units);
      keep = room(keep, extent.batch() * units);
    } else {
      seen = hidden;
    }
    math.fill(hidden, first() * units, extent.batch() * units, 0);
  }

  /** The row at which the states before the first step begin. */
  final int first() {
    return reversed ? extent.rows() : 0;
  }

  /** The row at which the states after the last step begin. */
  final int last() {
    return reversed ? 0 : extent.rows();
  }

  /** The row at which the states after step 0 begin; those after the other steps follow. */
  final int firstOutput() {
    return reversed ? 0 : extent.batch();
  }

  /** Projects the input of rows {@code from} to {@code to}. */
  final void project(A x, int from, int to, Scratch<A> scratch) {
    for (int row = from; row < to; row++) {
      math.copy(bias, 0, gates, row * width, width);
    }
    math.multiplyRows(to - from, x, from * inputs, inputWeights, gates, from * width, scratch);
  }

  /** Leads sequences {@code from} to {@code to} over all steps. */
  final void run(int from, int to, Scratch<A> scratch) {
    int batch = extent.batch();
    look(first() + from, from, to - from);
    for (int step = 0; step < extent.steps(); step++) {
      int t = reversed ? extent.steps() - 1 - step : step;
      int before = (reversed ? t + 1 : t) * batch;
      int after = (reversed ? t : t + 1) * batch;
      recur(t * batch + from, before + from, to - from, scratch);
      for (int b = from; b < to; b++) {
        int row = t * batch + b;
        if (extent.counts(row)) {
          forward(row, before + b, after + b);
        } else {
          carry(before + b, after + b);
        }
      }
      look(after + from, from, to - from);
    }
  }

  /** Drops out the states in rows {@code slot} and following. */
  private void look(int slot, int sequence, int count) {
    if (dropping) {
      math.multiply(
          hidden, slot * units, keep, sequence * units, seen, slot * units, count * units);
    }
  }

  /** Adds the product with the previous states to {@code count} rows of pre-activations. */
  void recur(int row, int before, int count, Scratch<A> scratch) {
    math.multiplyRows(count, seen, before * units, recurrentWeights, gates, row * width, scratch);
  }

  /**
   * From the pre-activations and the states in slot row {@code before} to those in slot row {@code
   * after}.
   */
  abstract void forward(int row, int before, int after);

  /** States unchanged from {@code before} to {@code after}. */
  void carry(int before, int after) {
    math.copy(hidden, before * units, hidden, after * units, units);
  }

  /**
   * Leads sequences {@code from} to {@code to} back over the steps and replaces their activations
   * by the gradients of the pre-activations.
   *
   * @param outer gradient of the hidden states, {@code [rows, units]}; what it says at masked steps
   *     is not read
   * @param limit how many steps to go back at most; those before it get a gradient of zero
   * @param hands gradients of the states, which begin at zero
   */
  final void back(A outer, int from, int to, int limit, Hands<A> hands) {
    int batch = extent.batch();
    hands.begin(math, (to - from) * units, width);
    for (int step = extent.steps() - 1; step >= 0; step--) {
      int t = reversed ? extent.steps() - 1 - step : step;
      int before = (reversed ? t + 1 : t) * batch;
      int after = (reversed ? t : t + 1) * batch;
      boolean beyond = step < extent.steps() - limit;
      for (int b = from; b < to; b++) {
        int row = t * batch + b;
        if (beyond || !extent.counts(row)) {
          silence(row);
        } else {
          int hand = (b - from) * units;
          math.add(outer, row * units, hands.hidden, hand, units);
          backward(row, before + b, after + b, hand, hands);
        }
      }
      if (!beyond && step > 0) {
        recurBack(t * batch + from, from, to - from, hands);
      }
    }
  }

  /** Sets the gradients of a row's pre-activations to zero. */
  void silence(int row) {
    math.fill(gates, row * width, width, 0);
  }

  /**
   * The cell's own derivative: takes the gradient of the state after the step from {@code
   * hands.hidden} at {@code hand}, leaves there what of it reaches the state before the step other
   * than through the recurrent weights, and writes the gradients of the pre-activations.
   */
  abstract void backward(int row, int before, int after, int hand, Hands<A> hands);

  /** Adds to the hands what reaches the previous states through the recurrent weights. */
  private void recurBack(int row, int sequence, int count, Hands<A> hands) {
    A target = dropping ? hands.spare(math, count * units) : hands.hidden;
    if (dropping) {
      math.fill(target, 0, count * units, 0);
    }
    math.multiplyRows(
        count, recurrentGradients(), row * width, recurrentWeightsBack, target, 0, hands.scratch);
    if (dropping) {
      math.multiplyAdd(target, 0, keep, sequence * units, hands.hidden, 0, count * units);
    }
  }

  /** The gradients of what the recurrent weights produce, {@code [rows, width]}. */
  A recurrentGradients() {
    return gates;
  }

  /** Adds rows {@code from} to {@code to} of the input's gradient. */
  final void inputGradient(A out, int from, int to, Scratch<A> scratch) {
    math.multiplyRows(
        to - from, gates, from * width, inputWeightsBack, out, from * inputs, scratch);
  }

  /**
   * The products that make the gradients of the weights.
   *
   * @param x the input, {@code [rows, inputs]}
   */
  final List<OuterProduct<A>> products(A x, A inputGradient, A recurrentGradient) {
    int previous = reversed ? extent.batch() : 0;
    List<OuterProduct<A>> products = new ArrayList<>(2);
    products.add(new OuterProduct<>(gates, 0, width, x, 0, inputs, extent.rows(), inputGradient));
    products.add(
        new OuterProduct<>(
            recurrentGradients(),
            0,
            width,
            seen,
            previous * units,
            units,
            extent.rows(),
            recurrentGradient));
    return products;
  }

  /** Adds elements {@code from} to {@code to} of the gradient of the biases. */
  void biasGradient(A out, int from, int to) {
    math.sumColumns(gates, extent.rows(), width, out, from, to);
  }

  /** How many biases there are. */
  int biases() {
    return width;
  }
}
