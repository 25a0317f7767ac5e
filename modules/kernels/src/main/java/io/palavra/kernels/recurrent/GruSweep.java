package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.GatedCells;
import io.palavra.kernels.arithmetic.Scratch;
import io.palavra.kernels.arithmetic.Squash;
import java.util.Optional;

/**
 * The gated recurrent unit with the reset gate after the recurrent product, as cuDNN and PyTorch
 * have it: {@code r = gate(..)}, {@code z = gate(..)}, {@code n = squash(W x + b + r (R h + b'))},
 * {@code h' = (1 - z) n + z h}; pre-activations in the order r, z, n.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class GruSweep<A> extends Sweep<A> {
  private final Curve<A> content;
  private final Curve<A> gate;
  private final Optional<GatedCells<A>> fused;

  /** What the recurrent weights produce, then its gradients: {@code [rows, width]}. */
  private A recurrent;

  /** Pre-activations, where a curve needs them. */
  private A raw;

  GruSweep(Floor<A> floor, RecurrentCell cell, boolean reversed) {
    super(
        floor,
        cell,
        reversed,
        0,
        2 * Math.toIntExact(cell.getNOut()),
        3 * Math.toIntExact(cell.getNOut()));
    this.content = Curve.of(cell.getActivationFn(), floor);
    this.gate = Curve.of(cell.gateFunction(), floor);
    this.fused =
        content.squash().equals(Optional.of(Squash.TANH))
                && gate.squash().equals(Optional.of(Squash.SIGMOID))
            ? math.gatedCells()
            : Optional.empty();
    this.recurrent = math.allocate(0);
    this.raw = recurrent;
  }

  private void activate(Curve<A> curve, int at) {
    if (raw()) {
      math.copy(gates, at, raw, at, units);
    }
    curve.apply(gates, at, units);
  }

  private boolean raw() {
    return content.needsInput() || gate.needsInput();
  }

  @Override
  void begin(Packing newPacking, boolean dropHidden) {
    super.begin(newPacking, dropHidden);
    recurrent = room(recurrent, packing.rows() * width);
    raw = raw() ? room(raw, packing.rows() * width) : raw;
  }

  @Override
  void recur(int row, int count, Scratch<A> scratch) {
    for (int i = row; i < row + count; i++) {
      math.fill(recurrent, i * width, 2 * units, 0);
      math.copy(bias, width, recurrent, i * width + 2 * units, units);
    }
    recur(row, count, recurrent, scratch);
  }

  @Override
  void forward(int row, int next) {
    if (fused.isPresent()) {
      fused.get().gru(gates, recurrent, row * width, hidden, row * units, next * units, units);
      return;
    }
    int r = row * width;
    int z = r + units;
    int n = z + units;
    math.add(recurrent, r, gates, r, 2 * units);
    activate(gate, r);
    activate(gate, z);
    math.multiplyAdd(gates, r, recurrent, n, gates, n, units);
    activate(content, n);
    math.copy(gates, n, hidden, next * units, units);
    math.mix(gates, z, hidden, row * units, hidden, next * units, units);
  }

  @Override
  void silence(int row) {
    super.silence(row);
    math.fill(recurrent, row * width, width, 0);
  }

  @Override
  void backward(int row, int next, int hand, Hands<A> hands) {
    if (fused.isPresent()) {
      fused
          .get()
          .gruBack(gates, recurrent, row * width, hidden, row * units, hands.hidden, hand, units);
      return;
    }
    int r = row * width;
    int z = r + units;
    int n = z + units;
    A d = hands.row;
    // d n = d h (1 - z) squash'(n), by way of d h - z d h; what stays in the hand is z d h.
    math.multiply(gates, z, hands.hidden, hand, d, units, units);
    math.copy(hands.hidden, hand, d, 2 * units, units);
    math.scale(d, units, units, -1);
    math.add(d, units, d, 2 * units, units);
    math.scale(d, units, units, -1);
    content.slope(raw, n, gates, n, d, 2 * units, units);
    math.multiply(d, 2 * units, recurrent, n, d, 0, units);

    // d z = d h (h - n) gate'(z), with h - n in the row's place for n, which is not needed again.
    math.scale(gates, n, units, -1);
    math.add(hidden, row * units, gates, n, units);
    math.multiply(gates, n, hands.hidden, hand, gates, n, units);
    math.copy(d, units, hands.hidden, hand, units);
    math.copy(gates, n, d, units, units);

    gate.slope(raw, r, gates, r, d, 0, units);
    gate.slope(raw, z, gates, z, d, units, units);
    math.multiply(d, 2 * units, gates, r, recurrent, n, units);
    math.copy(d, 0, recurrent, r, 2 * units);
    math.copy(d, 0, gates, r, width);
  }

  @Override
  A recurrentGradients() {
    return recurrent;
  }

  @Override
  void biasGradient(A out) {
    super.biasGradient(out);
    for (int row = 0; row < packing.rows(); row++) {
      math.add(recurrent, row * width + 2 * units, out, width, units);
    }
  }
}
