package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.OuterProduct;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.Scratch;
import java.util.List;

/**
 * The gated recurrent unit of Cho et al. (2014, version 3), with the reset gate before the
 * recurrent product: {@code n = squash(W x + R (r h) + b)}, else as {@link GruSweep}. Needs two
 * products after each other in every step.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class GruBeforeSweep<A> extends Sweep<A> {
  private final Curve<A> content;
  private final Curve<A> gate;
  private final Packed<A> gateWeights = new Packed<>();
  private final Packed<A> gateWeightsBack = new Packed<>();
  private final Packed<A> contentWeights = new Packed<>();
  private final Packed<A> contentWeightsBack = new Packed<>();
  private final Products<A> gateProducts;
  private final Products<A> contentProducts;
  private final A contentPart;
  private final A gateGradient;

  /** {@code r h}. */
  private A reset;

  /** Pre-activations, where a curve needs them. */
  private A raw;

  GruBeforeSweep(Floor<A> floor, RecurrentCell cell, boolean reversed) {
    super(
        floor,
        cell,
        reversed,
        0,
        2 * Math.toIntExact(cell.getNOut()),
        3 * Math.toIntExact(cell.getNOut()));
    this.content = Curve.of(cell.getActivationFn(), floor);
    this.gate = Curve.of(cell.gateFunction(), floor);
    boolean normalised = cell.options().layerNorm();
    this.gateProducts = new Products<>(floor, normalised, gains + width, 0, 2 * units);
    this.contentProducts = new Products<>(floor, normalised, gains + width + 2 * units, 0, units);
    this.contentPart = math.allocate(units * units);
    this.gateGradient = math.allocate(2 * units * units);
    this.reset = math.allocate(0);
    this.raw = reset;
  }

  private boolean raw() {
    return content.needsInput() || gate.needsInput();
  }

  @Override
  void weights(A input, A recurrent, A all, boolean training) {
    super.weights(input, recurrent, all, training);
    math.copy(recurrent, 2 * units * units, contentPart, 0, units * units);
    math.pack(recurrent, units, 2 * units, true, gateWeights);
    math.pack(contentPart, units, units, true, contentWeights);
    if (training) {
      math.pack(recurrent, 2 * units, units, false, gateWeightsBack);
      math.pack(contentPart, units, units, false, contentWeightsBack);
    }
  }

  @Override
  void begin(Packing newPacking, boolean dropHidden) {
    super.begin(newPacking, dropHidden);
    gateProducts.begin(packing.rows());
    contentProducts.begin(packing.rows());
    reset = room(reset, packing.rows() * units);
    raw = raw() ? room(raw, packing.rows() * width) : raw;
  }

  @Override
  void recur(int row, int count, Scratch<A> scratch) {
    gateProducts.clear(row, row + count);
    math.multiplyRows(
        count, seen, row * units, gateWeights, gateProducts.values(), row * 2 * units, scratch);
    for (int i = row; i < row + count; i++) {
      int r = i * width;
      gateProducts.forward(i, bias, gates, r);
      keep(r, 2 * units);
      gate.apply(gates, r, units);
      gate.apply(gates, r + units, units);
      math.multiply(gates, r, seen, i * units, reset, i * units, units);
    }
    contentProducts.clear(row, row + count);
    math.multiplyRows(
        count, reset, row * units, contentWeights, contentProducts.values(), row * units, scratch);
    for (int i = row; i < row + count; i++) {
      contentProducts.forward(i, bias, gates, i * width + 2 * units);
    }
  }

  private void keep(int at, int n) {
    if (raw()) {
      math.copy(gates, at, raw, at, n);
    }
  }

  @Override
  void forward(int row, int next) {
    int z = row * width + units;
    int n = z + units;
    keep(n, units);
    content.apply(gates, n, units);
    math.copy(gates, n, hidden, next * units, units);
    math.mix(gates, z, hidden, row * units, hidden, next * units, units);
  }

  @Override
  void silence(int row) {
    super.silence(row);
    gateProducts.clear(row, row + 1);
    contentProducts.clear(row, row + 1);
  }

  @Override
  void backward(int row, int next, int hand, Hands<A> hands) {
    int z = row * width + units;
    int n = z + units;
    A d = hands.row;
    // What stays in the hand is z d h; d n is the rest of d h, times the slope.
    math.multiply(gates, z, hands.hidden, hand, d, 0, units);
    math.copy(d, 0, d, 2 * units, units);
    math.scale(d, 2 * units, units, -1);
    math.add(hands.hidden, hand, d, 2 * units, units);
    content.slope(raw, n, gates, n, d, 2 * units, units);

    math.copy(hidden, row * units, d, units, units);
    math.addScaled(-1, gates, n, d, units, units);
    math.multiply(d, units, hands.hidden, hand, d, units, units);
    gate.slope(raw, z, gates, z, d, units, units);

    math.copy(d, 0, hands.hidden, hand, units);
    math.copy(d, units, gates, z, 2 * units);
  }

  @Override
  void recurBack(int row, int rank, int count, Hands<A> hands) {
    A target = hands.spare(math, 2 * count * units);
    math.fill(target, 0, 2 * count * units, 0);
    for (int i = row; i < row + count; i++) {
      contentProducts.backward(i, bias, gates, i * width + 2 * units, hands.row);
    }
    int second = count * units;
    math.multiplyRows(
        count,
        contentProducts.values(),
        row * units,
        contentWeightsBack,
        target,
        second,
        hands.scratch);
    for (int i = 0; i < count; i++) {
      int at = i * units;
      int r = (row + i) * width;
      A d = hands.row;
      math.multiply(target, second + at, gates, r, target, at, units);
      math.multiply(target, second + at, seen, (row + i) * units, d, 0, units);
      gate.slope(raw, r, gates, r, d, 0, units);
      math.copy(d, 0, gates, r, units);
      gateProducts.backward(row + i, bias, gates, r, d);
    }
    math.multiplyRows(
        count, gateProducts.values(), row * 2 * units, gateWeightsBack, target, 0, hands.scratch);
    if (dropping) {
      math.multiplyAdd(target, 0, keep, rank * units, hands.hidden, 0, count * units);
    } else {
      math.add(target, 0, hands.hidden, 0, count * units);
    }
  }

  @Override
  List<OuterProduct<A>> products(A x, A inputGradient, A recurrentGradient) {
    int rows = packing.rows();
    // What brought the weights in carries their gradients out: they are packed by now.
    return List.of(
        inputProduct(x, inputGradient),
        new OuterProduct<>(gateProducts.values(), 0, 2 * units, seen, 0, units, rows, gateGradient),
        new OuterProduct<>(contentProducts.values(), 0, units, reset, 0, units, rows, contentPart));
  }

  @Override
  void gather(A recurrentGradient) {
    math.copy(gateGradient, 0, recurrentGradient, 0, 2 * units * units);
    math.copy(contentPart, 0, recurrentGradient, 2 * units * units, units * units);
  }

  @Override
  void biasGradient(A out) {
    super.biasGradient(out);
    int rows = packing.rows();
    gateProducts.gainGradient(gates, 0, width, rows, out);
    contentProducts.gainGradient(gates, 2 * units, width, rows, out);
  }
}
