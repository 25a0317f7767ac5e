package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Scratch;
import io.palavra.kernels.arithmetic.Squash;

/**
 * {@code r, z = sigmoid(..)}, {@code n = tanh(W x + b + r (R h + c))}, {@code h' = (1 - z) n + z
 * h}; pre-activations in the order r, z, n, and the biases of R h for n last.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class GruStep<A> extends StepCell<A> {
  private A recurrent;

  GruStep(Floor<A> floor, int units) {
    super(floor, units, 3 * units);
    this.recurrent = math.allocate(0);
  }

  @Override
  int states() {
    return 1;
  }

  @Override
  int biases() {
    return 4 * units;
  }

  @Override
  void room(int rows) {
    super.room(rows);
    recurrent = floor.room(recurrent, rows * width);
  }

  @Override
  void recur(int row, int count, Matrix<A> weights, A bias, Scratch<A> scratch) {
    for (int i = row; i < row + count; i++) {
      math.fill(recurrent, i * width, 2 * units, 0);
      math.copy(bias, width, recurrent, i * width + 2 * units, units);
    }
    weights.multiply(count, before, row, recurrent, row, scratch);
  }

  @Override
  void forward(int row) {
    int r = row * width;
    int z = r + units;
    int n = z + units;
    int h = row * units;
    math.add(recurrent, r, gates, r, 2 * units);
    math.squash(Squash.SIGMOID, gates, r, 2 * units);
    math.multiplyAdd(gates, r, recurrent, n, gates, n, units);
    math.squash(Squash.TANH, gates, n, units);
    math.copy(gates, n, hidden, h, units);
    math.mix(gates, z, before, h, hidden, h, units);
  }

  @Override
  void backward(int row, A state, int at, A work) {
    int r = row * width;
    int z = r + units;
    int n = z + units;
    // d n = d h (1 - z) tanh'(n); what stays in the state is z d h.
    math.multiply(gates, z, state, at, work, units, units);
    math.copy(state, at, work, 2 * units, units);
    floor.rows().addScaled(-1, work, units, work, 2 * units, units);
    math.slope(Squash.TANH, gates, n, work, 2 * units, units);
    math.multiply(work, 2 * units, recurrent, n, work, 0, units);

    // d z = d h (h - n) sigmoid'(z), with h - n in the place of n, which is not needed again.
    math.scale(gates, n, units, -1);
    math.add(before, row * units, gates, n, units);
    math.multiply(gates, n, state, at, gates, n, units);
    math.copy(work, units, state, at, units);
    math.copy(gates, n, work, units, units);

    math.slope(Squash.SIGMOID, gates, r, work, 0, 2 * units);
    math.multiply(work, 2 * units, gates, r, recurrent, n, units);
    math.copy(work, 0, recurrent, r, 2 * units);
    math.copy(work, 0, gates, r, width);
  }

  @Override
  A recurrentGradients() {
    return recurrent;
  }

  @Override
  void biasGradients(int rows, A out) {
    math.fill(out, 0, 4 * units, 0);
    for (int row = 0; row < rows; row++) {
      math.add(gates, row * width, out, 0, width);
      math.add(recurrent, row * width + 2 * units, out, width, units);
    }
  }
}
