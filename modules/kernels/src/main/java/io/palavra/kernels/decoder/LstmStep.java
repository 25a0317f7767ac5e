package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Scratch;
import io.palavra.kernels.arithmetic.Squash;

/**
 * {@code c' = f c + i a}, {@code h' = o tanh(c')}; pre-activations in the order a, f, o, i, as in
 * Deeplearning4j.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class LstmStep<A> extends StepCell<A> {
  private A memory;
  private A memoryBefore;
  private A squashed;

  LstmStep(Floor<A> floor, int units) {
    super(floor, units, 4 * units);
    this.memory = math.allocate(0);
    this.memoryBefore = memory;
    this.squashed = memory;
  }

  @Override
  int states() {
    return 2;
  }

  @Override
  int biases() {
    return 4 * units;
  }

  @Override
  void room(int rows) {
    super.room(rows);
    memory = floor.room(memory, rows * units);
    memoryBefore = floor.room(memoryBefore, rows * units);
    squashed = floor.room(squashed, rows * units);
  }

  @Override
  void carry(int previous, int row, int count) {
    super.carry(previous, row, count);
    math.copy(memory, previous * units, memoryBefore, row * units, count * units);
  }

  @Override
  void start(A state, int at, int row) {
    super.start(state, at, row);
    math.copy(state, at + units, memoryBefore, row * units, units);
  }

  @Override
  void end(int row, A state, int at) {
    super.end(row, state, at);
    math.copy(memory, row * units, state, at + units, units);
  }

  @Override
  void recur(int row, int count, Matrix<A> weights, A bias, Scratch<A> scratch) {
    weights.multiply(count, before, row, gates, row, scratch);
  }

  @Override
  void forward(int row) {
    int a = row * width;
    int f = a + units;
    int o = f + units;
    int i = o + units;
    int h = row * units;
    math.squash(Squash.TANH, gates, a, units);
    math.squash(Squash.SIGMOID, gates, f, 3 * units);
    math.multiply(gates, f, memoryBefore, h, memory, h, units);
    math.multiplyAdd(gates, i, gates, a, memory, h, units);
    math.copy(memory, h, squashed, h, units);
    math.squash(Squash.TANH, squashed, h, units);
    math.multiply(gates, o, squashed, h, hidden, h, units);
  }

  @Override
  void backward(int row, A state, int at, A work) {
    int a = row * width;
    int f = a + units;
    int o = f + units;
    int i = o + units;
    int h = row * units;
    int c = at + units;
    math.multiply(state, at, gates, o, work, 0, units);
    math.slope(Squash.TANH, squashed, h, work, 0, units);
    math.add(work, 0, state, c, units);

    math.multiply(state, c, gates, i, work, 0, units);
    math.multiply(state, c, memoryBefore, h, work, units, units);
    math.multiply(state, at, squashed, h, work, 2 * units, units);
    math.multiply(state, c, gates, a, work, 3 * units, units);
    math.multiply(state, c, gates, f, state, c, units);

    math.slope(Squash.TANH, gates, a, work, 0, units);
    math.slope(Squash.SIGMOID, gates, f, work, units, 3 * units);
    math.copy(work, 0, gates, a, width);
    math.fill(state, at, units, 0);
  }

  @Override
  void biasGradients(int rows, A out) {
    math.fill(out, 0, width, 0);
    math.sumColumns(gates, rows, width, out, 0, width);
  }
}
