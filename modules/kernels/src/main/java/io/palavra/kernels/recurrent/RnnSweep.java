package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Floor;

/**
 * Elman's network, "Finding Structure in Time" (1990): {@code h' = squash(W x + R h + b)}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class RnnSweep<A> extends Sweep<A> {
  private final Curve<A> curve;

  /** Pre-activations, where the curve needs them. */
  private A raw;

  RnnSweep(Floor<A> floor, RecurrentCell cell, boolean reversed) {
    super(floor, cell, reversed, 0, Math.toIntExact(cell.getNOut()));
    this.curve = Curve.of(cell.getActivationFn(), floor);
    this.raw = math.allocate(0);
  }

  @Override
  void begin(Packing newPacking, boolean dropHidden) {
    super.begin(newPacking, dropHidden);
    raw = curve.needsInput() ? room(raw, packing.rows() * units) : raw;
  }

  @Override
  void forward(int row, int next) {
    if (curve.needsInput()) {
      math.copy(gates, row * units, raw, row * units, units);
    }
    curve.apply(gates, row * units, units);
    math.copy(gates, row * units, hidden, next * units, units);
  }

  @Override
  void backward(int row, int next, int hand, Hands<A> hands) {
    curve.slope(raw, row * units, gates, row * units, hands.hidden, hand, units);
    math.copy(hands.hidden, hand, gates, row * units, units);
    math.fill(hands.hidden, hand, units, 0);
  }
}
