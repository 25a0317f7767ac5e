package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.GatedCells;
import io.palavra.kernels.arithmetic.Squash;
import java.util.Optional;

/**
 * The LSTM cell of Gers, Schmidhuber and Cummins, "Learning to Forget: Continual Prediction with
 * LSTM" (2000).
 *
 * <p>The pre-activations of a row are those of the new content {@code a}, the forget gate {@code
 * f}, the output gate {@code o} and the input gate {@code i}, in Deeplearning4j's order; then
 * {@code c' = f c + i a} and {@code h' = o squash(c')}. With peepholes (Gers, Schraudolph and
 * Schmidhuber, 2002) forget and input gate see {@code c} and the output gate sees {@code c'}. With
 * layer normalisation {@code h' = o squash(normal(c'))}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class LstmSweep<A> extends Sweep<A> {
  private final Curve<A> content;
  private final Curve<A> gate;
  private final Optional<GatedCells<A>> fused;
  private final boolean peeping;
  private final boolean normalised;

  /** The memories on their way out, where they are normalised. */
  private final Products<A> outward;

  /** Where the shift of the normalised memory lies among the biases. */
  private final int shift;

  /** Memories, in slots like the hidden states. */
  private A memory;

  /** {@code squash(c')} of every row. */
  private A squashed;

  /** Pre-activations, where a curve needs them, and what {@link #squashed} was. */
  private A raw;

  private A inner;

  LstmSweep(Floor<A> floor, RecurrentCell cell, boolean reversed) {
    super(floor, cell, reversed, 0, 4 * Math.toIntExact(cell.getNOut()));
    this.content = Curve.of(cell.getActivationFn(), floor);
    this.gate = Curve.of(cell.gateFunction(), floor);
    this.peeping = cell.options().peepholes();
    this.normalised = cell.options().layerNorm();
    this.fused =
        content.squash().equals(Optional.of(Squash.TANH))
                && gate.squash().equals(Optional.of(Squash.SIGMOID))
                && !peeping
                && !normalised
            ? math.gatedCells()
            : Optional.empty();
    this.outward = new Products<>(floor, normalised, gains + 2 * width, 0, units);
    this.shift = gains + 2 * width + units;
    this.memory = math.allocate(0);
    this.squashed = memory;
    this.raw = memory;
    this.inner = memory;
  }

  private boolean raw() {
    return content.needsInput() || gate.needsInput();
  }

  @Override
  int states() {
    return 2;
  }

  @Override
  A state(int kind) {
    return kind == 0 ? hidden : memory;
  }

  @Override
  void begin(Packing newPacking, boolean dropHidden) {
    super.begin(newPacking, dropHidden);
    int rows = packing.rows();
    memory = room(memory, (rows + packing.batch()) * units);
    squashed = room(squashed, rows * units);
    if (raw()) {
      raw = room(raw, rows * width);
    }
    if (raw() || normalised) {
      inner = room(inner, rows * units);
    }
    if (normalised) {
      outward.begin(rows);
    }
    clear(memory);
  }

  @Override
  void forward(int row, int next) {
    if (fused.isPresent()) {
      fused
          .get()
          .lstm(
              gates,
              row * width,
              memory,
              row * units,
              next * units,
              squashed,
              row * units,
              hidden,
              units);
      return;
    }
    int a = row * width;
    int f = a + units;
    int o = f + units;
    int i = o + units;
    if (peeping) {
      math.multiplyAdd(bias, peepholes, memory, row * units, gates, f, units);
      math.multiplyAdd(bias, peepholes + 2 * units, memory, row * units, gates, i, units);
    }
    activate(content, a);
    activate(gate, f);
    activate(gate, i);
    math.multiply(gates, f, memory, row * units, memory, next * units, units);
    math.multiplyAdd(gates, i, gates, a, memory, next * units, units);
    if (peeping) {
      math.multiplyAdd(bias, peepholes + units, memory, next * units, gates, o, units);
    }
    activate(gate, o);
    squashMemory(row, next);
    math.multiply(gates, o, squashed, row * units, hidden, next * units, units);
  }

  private void activate(Curve<A> curve, int at) {
    if (raw()) {
      math.copy(gates, at, raw, at, units);
    }
    curve.apply(gates, at, units);
  }

  private void squashMemory(int row, int next) {
    int at = row * units;
    if (normalised) {
      math.copy(memory, next * units, outward.values(), at, units);
      math.copy(bias, shift, squashed, at, units);
      outward.forward(row, bias, squashed, at);
    } else {
      math.copy(memory, next * units, squashed, at, units);
    }
    if (raw()) {
      math.copy(squashed, at, inner, at, units);
    }
    content.apply(squashed, at, units);
  }

  @Override
  void silence(int row) {
    super.silence(row);
    if (normalised) {
      math.fill(inner, row * units, units, 0);
    }
  }

  @Override
  void backward(int row, int next, int hand, Hands<A> hands) {
    if (fused.isPresent()) {
      fused
          .get()
          .lstmBack(
              gates,
              row * width,
              memory,
              row * units,
              squashed,
              row * units,
              hands.hidden,
              hands.memory,
              hand,
              units);
      return;
    }
    int a = row * width;
    int f = a + units;
    int o = f + units;
    int i = o + units;
    memoryBack(row, o, hand, hands);
    A d = hands.row;
    math.multiply(hands.hidden, hand, squashed, row * units, d, 2 * units, units);
    gate.slope(raw, o, gates, o, d, 2 * units, units);
    if (peeping) {
      math.multiplyAdd(d, 2 * units, bias, peepholes + units, hands.memory, hand, units);
    }
    math.multiply(hands.memory, hand, gates, i, d, 0, units);
    math.multiply(hands.memory, hand, memory, row * units, d, units, units);
    math.multiply(hands.memory, hand, gates, a, d, 3 * units, units);
    math.multiply(hands.memory, hand, gates, f, hands.memory, hand, units);
    content.slope(raw, a, gates, a, d, 0, units);
    gate.slope(raw, f, gates, f, d, units, units);
    gate.slope(raw, i, gates, i, d, 3 * units, units);
    if (peeping) {
      math.multiplyAdd(d, units, bias, peepholes, hands.memory, hand, units);
      math.multiplyAdd(d, 3 * units, bias, peepholes + 2 * units, hands.memory, hand, units);
    }
    math.copy(d, 0, gates, a, width);
    math.fill(hands.hidden, hand, units, 0);
  }

  /** Adds what reaches the memory after a step by way of that step's output. */
  private void memoryBack(int row, int o, int hand, Hands<A> hands) {
    A d = hands.row;
    int at = row * units;
    math.multiply(hands.hidden, hand, gates, o, d, 0, units);
    content.slope(inner, at, squashed, at, d, 0, units);
    if (normalised) {
      // What the curve was given is not needed again: its gradient takes its place.
      math.copy(d, 0, inner, at, units);
      outward.backward(row, bias, inner, at, d);
      math.add(outward.values(), at, hands.memory, hand, units);
    } else {
      math.add(d, 0, hands.memory, hand, units);
    }
  }

  @Override
  void biasGradient(A out) {
    super.biasGradient(out);
    int rows = packing.rows();
    for (int row = 0; peeping && row < rows; row++) {
      int f = row * width + units;
      math.multiplyAdd(gates, f, memory, row * units, out, peepholes, units);
      math.multiplyAdd(gates, f + units, memory, after(row) * units, out, peepholes + units, units);
      math.multiplyAdd(
          gates, f + 2 * units, memory, row * units, out, peepholes + 2 * units, units);
    }
    if (normalised) {
      outward.gainGradient(inner, 0, units, rows, out);
      for (int row = 0; row < rows; row++) {
        math.add(inner, row * units, out, shift, units);
      }
    }
  }
}
