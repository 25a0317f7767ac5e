package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One recurrent cell led over a packed mini-batch in one direction, and back for the gradient.
 *
 * <p>Matrices are row-major, their rows in the order of the {@link Packing}. The projection of the
 * input is one product over all rows; only the product with the previous state is done step by
 * step. The state before a row lies in that row, the one after it where the packing says.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class Sweep<A> {
  private static final int BLOCK = 64;

  final Floor<A> floor;
  final Arithmetic<A> math;
  final int inputs;
  final int units;

  /** Width of the pre-activations of one row. */
  final int width;

  final boolean reversed;

  /** Pre-activations, then activations, then their gradients: {@code [rows, width]}. */
  A gates;

  /** Hidden states: {@code [rows + batch, units]}. */
  A hidden;

  /**
   * Hidden states as the recurrent weights see them: dropped out, or the same array as {@link
   * #hidden}.
   */
  A seen;

  /**
   * What the recurrent dropout multiplies hidden states with, by rank, {@code [batch, units]}; used
   * where {@link #dropping}.
   */
  A keep;

  boolean dropping;
  Packing packing;

  /** For each row where the state after it lies. */
  private int[] after;

  private final Packed<A> inputWeights = new Packed<>();
  private final Packed<A> inputWeightsBack = new Packed<>();
  final Packed<A> recurrentWeights = new Packed<>();
  final Packed<A> recurrentWeightsBack = new Packed<>();

  /** Biases; then peepholes of the forget, output and input gate; then gains. */
  A bias;

  /** Where peepholes begin among the biases. */
  final int peepholes;

  /** Where gains begin among the biases. */
  final int gains;

  private final int biases;

  /** What the input weights produce, where it is normalised. */
  private final Optional<Products<A>> inputProducts;

  /** What the recurrent weights produce, where it is normalised. */
  private final Optional<Products<A>> recurrentProducts;

  /**
   * A sweep of one cell.
   *
   * @param groups bounds of the columns of pre-activations that are normalised together
   */
  Sweep(Floor<A> floor, RecurrentCell cell, boolean reversed, int... groups) {
    this.floor = floor;
    this.math = floor.math();
    this.inputs = Math.toIntExact(cell.getNIn());
    this.units = Math.toIntExact(cell.getNOut());
    CellOptions options = cell.options();
    this.width = cell.kind().gates() * units;
    this.peepholes = cell.kind().biases(options) * units;
    this.gains = peepholes + cell.kind().peepholes(options) * units;
    this.biases = gains + cell.kind().gains(options) * units;
    this.inputProducts =
        options.layerNorm()
            ? Optional.of(new Products<>(floor, true, gains, groups))
            : Optional.empty();
    this.recurrentProducts =
        options.layerNorm() && !options.resetBefore()
            ? Optional.of(new Products<>(floor, true, gains + width, groups))
            : Optional.empty();
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
   * @param all as {@link #bias}
   */
  void weights(A input, A recurrent, A all, boolean training) {
    Cores.each(
        training ? 4 : 2,
        task -> {
          switch (task) {
            case 0 -> math.pack(input, inputs, width, true, inputWeights);
            case 1 -> math.pack(recurrent, units, width, true, recurrentWeights);
            case 2 -> math.pack(input, width, inputs, false, inputWeightsBack);
            default -> math.pack(recurrent, width, units, false, recurrentWeightsBack);
          }
        });
    bias = all;
  }

  /** Makes room for a mini-batch; the states begin at zero. */
  void begin(Packing newPacking, boolean dropHidden) {
    packing = newPacking;
    after = packing.after(reversed);
    dropping = dropHidden;
    int slots = packing.rows() + packing.batch();
    begin(packing.rows());
    recurrentProducts.ifPresent(products -> products.begin(packing.rows()));
    hidden = room(hidden, slots * units);
    if (dropping) {
      seen = seen == hidden ? math.allocate(slots * units) : room(seen, slots * units);
      keep = room(keep, packing.batch() * units);
    } else {
      seen = hidden;
    }
    clear(hidden);
  }

  /** Makes room for the pre-activations of {@code rows} rows. */
  final void begin(int rows) {
    gates = room(gates, rows * width);
    inputProducts.ifPresent(products -> products.begin(rows));
  }

  /** Sets the states before the first steps to zero. */
  final void clear(A states) {
    for (int rank = 0; rank < packing.batch(); rank++) {
      math.fill(states, packing.start(rank, reversed) * units, units, 0);
    }
  }

  /** Where the state after a row lies. */
  final int after(int row) {
    return after[row];
  }

  /** How many kinds of state a cell has: the hidden ones, and what else it remembers. */
  int states() {
    return 1;
  }

  /** States of one kind, 0 being the hidden ones; in slots like those. */
  A state(int kind) {
    return hidden;
  }

  /** Projects the input of rows {@code from} to {@code to}. */
  final void project(A x, int from, int to, Scratch<A> scratch) {
    // In blocks whose pre-activations are still in the second-level cache when the product adds to
    // them.
    for (int row = from; row < to; row += BLOCK) {
      int rows = Math.min(BLOCK, to - row);
      for (int i = row; i < row + rows; i++) {
        math.copy(bias, 0, gates, i * width, width);
      }
      add(inputProducts, row, rows, x, inputs, inputWeights, gates, scratch);
    }
  }

  /** Adds a product to rows of {@code out}, normalised where it is to be. */
  private void add(
      Optional<Products<A>> products,
      int row,
      int rows,
      A from,
      int stride,
      Packed<A> weights,
      A out,
      Scratch<A> scratch) {
    if (products.isEmpty()) {
      math.multiplyRows(rows, from, row * stride, weights, out, row * width, scratch);
      return;
    }
    products.get().clear(row, row + rows);
    A values = products.get().values();
    math.multiplyRows(rows, from, row * stride, weights, values, row * width, scratch);
    for (int i = row; i < row + rows; i++) {
      products.get().forward(i, bias, out, i * width);
    }
  }

  /**
   * Leads the sequences of ranks {@code from} to {@code to} over all their steps.
   *
   * @param pre makes their pre-activations: of some steps at a time, so that these are in the
   *     second-level cache when the recurrence comes to them
   */
  final void run(Ahead pre, int from, int to, Scratch<A> scratch) {
    int ahead = Math.max(1, BLOCK / (to - from));
    for (int i = 0; i < packing.steps(); i++) {
      int step = reversed ? packing.steps() - 1 - i : i;
      for (int j = i; i % ahead == 0 && j < Math.min(i + ahead, packing.steps()); j++) {
        int next = reversed ? packing.steps() - 1 - j : j;
        int first = packing.offset(next) + from;
        pre.make(first, packing.offset(next) + Math.min(to, packing.active(next)));
      }
      int row = packing.offset(step) + from;
      int count = Math.min(to, packing.active(step)) - from;
      if (count > 0) {
        look(row, from, count);
        recur(row, count, scratch);
        for (int r = row; r < row + count; r++) {
          forward(r, after[r]);
        }
      }
    }
  }

  /** Work on rows whose turn comes next. */
  interface Ahead {
    /** Makes the pre-activations of rows {@code from} to {@code to}; there may be none. */
    void make(int from, int to);
  }

  /** Drops out the states before {@code count} rows. */
  private void look(int row, int rank, int count) {
    if (dropping) {
      math.multiply(hidden, row * units, keep, rank * units, seen, row * units, count * units);
    }
  }

  /** Adds the product with the previous states to {@code count} rows of pre-activations. */
  void recur(int row, int count, Scratch<A> scratch) {
    recur(row, count, gates, scratch);
  }

  /** Adds the product with the previous states to {@code count} rows of {@code out}. */
  final void recur(int row, int count, A out, Scratch<A> scratch) {
    add(recurrentProducts, row, count, seen, units, recurrentWeights, out, scratch);
  }

  /** From the pre-activations and the states of a row to the states in slot {@code next}. */
  abstract void forward(int row, int next);

  /**
   * Leads the sequences of ranks {@code from} to {@code to} back over their steps and replaces
   * their activations by the gradients of the pre-activations.
   *
   * @param outer gradients of the states of each kind, {@code [padded rows, units]}; what they say
   *     at masked steps is not read
   * @param below where the gradient of the input goes, {@code [rows, inputs]}
   * @param projecting whether it is to go there: some steps at a time, as in {@link #run}
   * @param first the first step of the padded batch to go back to; those before it get a gradient
   *     of zero
   * @param hands gradients of the states, which begin at zero and end as those of the states before
   *     the first steps
   */
  final void back(
      List<A> outer, A below, boolean projecting, int from, int to, int first, Hands<A> hands) {
    hands.begin(math, (to - from) * units, width);
    int ahead = Math.max(1, BLOCK / (to - from));
    for (int i = packing.steps() - 1; i >= 0; i--) {
      int step = reversed ? packing.steps() - 1 - i : i;
      int row = packing.offset(step) + from;
      int count = Math.min(to, packing.active(step)) - from;
      boolean reached = false;
      for (int b = 0; b < count; b++) {
        if (packing.time(row + b) < first) {
          silence(row + b);
        } else {
          int at = packing.padded(row + b) * units;
          math.add(outer.get(0), at, hands.hidden, b * units, units);
          if (outer.size() > 1) {
            math.add(outer.get(1), at, hands.memory, b * units, units);
          }
          backward(row + b, after[row + b], b * units, hands);
          reached = true;
        }
      }
      if (reached) {
        recurBack(row, from, count, hands);
      }
      for (int j = i;
          projecting && i % ahead == 0 && j < Math.min(i + ahead, packing.steps());
          j++) {
        int done = reversed ? packing.steps() - 1 - j : j;
        int begin = packing.offset(done) + from;
        int end = packing.offset(done) + Math.min(to, packing.active(done));
        if (begin < end) {
          math.fill(below, begin * inputs, (end - begin) * inputs, 0);
          inputGradient(below, begin, end, hands);
        }
      }
    }
  }

  /** Sets the gradients of a row's pre-activations to zero. */
  void silence(int row) {
    math.fill(gates, row * width, width, 0);
    recurrentProducts.ifPresent(products -> products.clear(row, row + 1));
  }

  /**
   * The cell's own derivative: takes the gradient of the state after the step from {@code
   * hands.hidden} at {@code hand}, leaves there what of it reaches the state before the step other
   * than through the recurrent weights, and writes the gradients of the pre-activations.
   */
  abstract void backward(int row, int next, int hand, Hands<A> hands);

  /** Adds to the hands what reaches the previous states through the recurrent weights. */
  void recurBack(int row, int rank, int count, Hands<A> hands) {
    if (recurrentProducts.isPresent()) {
      for (int i = row; i < row + count; i++) {
        recurrentProducts.get().backward(i, bias, recurrentGradients(), i * width, hands.row);
      }
    }
    A target = dropping ? hands.spare(math, count * units) : hands.hidden;
    if (dropping) {
      math.fill(target, 0, count * units, 0);
    }
    math.multiplyRows(
        count, productGradients(), row * width, recurrentWeightsBack, target, 0, hands.scratch);
    if (dropping) {
      math.multiplyAdd(target, 0, keep, rank * units, hands.hidden, 0, count * units);
    }
  }

  /** The gradients of what the recurrent weights produce, {@code [rows, width]}. */
  private A productGradients() {
    return recurrentProducts.map(Products::values).orElseGet(this::recurrentGradients);
  }

  /** The gradients of what is added for the previous states, {@code [rows, width]}. */
  A recurrentGradients() {
    return gates;
  }

  /** Adds rows {@code from} to {@code to} of the input's gradient. */
  final void inputGradient(A out, int from, int to, Hands<A> hands) {
    A gradients = gates;
    if (inputProducts.isPresent()) {
      A work = hands.row(math, width);
      for (int row = from; row < to; row++) {
        inputProducts.get().backward(row, bias, gates, row * width, work);
      }
      gradients = inputProducts.get().values();
    }
    math.multiplyRows(
        to - from, gradients, from * width, inputWeightsBack, out, from * inputs, hands.scratch);
  }

  /**
   * The products that make the gradients of the weights.
   *
   * @param x the input, {@code [rows, inputs]}
   */
  List<OuterProduct<A>> products(A x, A inputGradient, A recurrentGradient) {
    List<OuterProduct<A>> products = new ArrayList<>(2);
    int rows = packing.rows();
    products.add(inputProduct(x, inputGradient));
    products.add(
        new OuterProduct<>(productGradients(), 0, width, seen, 0, units, rows, recurrentGradient));
    return products;
  }

  final OuterProduct<A> inputProduct(A x, A inputGradient) {
    A gradients = inputProducts.map(Products::values).orElse(gates);
    return new OuterProduct<>(gradients, 0, width, x, 0, inputs, packing.rows(), inputGradient);
  }

  /** Brings gradients of recurrent weights that the products left elsewhere to their place. */
  void gather(A recurrentGradient) {}

  /** Adds the gradients of all that lies in {@link #bias}. */
  void biasGradient(A out) {
    int rows = packing.rows();
    math.sumColumns(gates, rows, width, out, 0, width);
    inputProducts.ifPresent(products -> products.gainGradient(gates, 0, width, rows, out));
    recurrentProducts.ifPresent(
        products -> products.gainGradient(recurrentGradients(), 0, width, rows, out));
  }

  /** How many numbers there are in {@link #bias}. */
  final int biases() {
    return biases;
  }
}
