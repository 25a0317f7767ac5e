package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.GatedCells;
import io.palavra.kernels.arithmetic.Squash;
import java.util.Optional;

/**
 * The LSTM cell of Gers, Schmidhuber and Cummins, "Learning to Forget: Continual Prediction with
 * LSTM" (2000), without peepholes.
 *
 * <p>The pre-activations of a row are those of the new content {@code a}, the forget gate {@code
 * f}, the output gate {@code o} and the input gate {@code i}, in Deeplearning4j's order; then
 * {@code c' = f c + i a} and {@code h' = o squash(c')}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class LstmSweep<A> extends Sweep<A> {
  private final Squash content;
  private final Squash gate;
  private final Optional<GatedCells<A>> fused;

  /** Memories, in slots like the hidden states. */
  private A memory;

  /** {@code squash(c')} of every row. */
  private A squashed;

  LstmSweep(
      Arithmetic<A> math, int inputs, int units, boolean reversed, Squash content, Squash gate) {
    super(math, inputs, units, 4 * units, reversed);
    this.content = content;
    this.gate = gate;
    this.fused =
        content == Squash.TANH && gate == Squash.SIGMOID ? math.gatedCells() : Optional.empty();
    this.memory = math.allocate(0);
    this.squashed = math.allocate(0);
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
    memory = room(memory, (packing.rows() + packing.batch()) * units);
    squashed = room(squashed, packing.rows() * units);
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
    math.squash(content, gates, a, units);
    math.squash(gate, gates, f, 3 * units);
    math.multiply(gates, f, memory, row * units, memory, next * units, units);
    math.multiplyAdd(gates, i, gates, a, memory, next * units, units);
    math.copy(memory, next * units, squashed, row * units, units);
    math.squash(content, squashed, row * units, units);
    math.multiply(gates, o, squashed, row * units, hidden, next * units, units);
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
    A d = hands.row;
    math.multiply(hands.hidden, hand, gates, o, d, 0, units);
    math.slope(content, squashed, row * units, d, 0, units);
    math.add(d, 0, hands.memory, hand, units);

    math.multiply(hands.memory, hand, gates, i, d, 0, units);
    math.multiply(hands.memory, hand, memory, row * units, d, units, units);
    math.multiply(hands.hidden, hand, squashed, row * units, d, 2 * units, units);
    math.multiply(hands.memory, hand, gates, a, d, 3 * units, units);
    math.multiply(hands.memory, hand, gates, f, hands.memory, hand, units);

    math.slope(content, gates, a, d, 0, units);
    math.slope(gate, gates, f, d, units, 3 * units);
    math.copy(d, 0, gates, a, width);
    math.fill(hands.hidden, hand, units, 0);
  }
}
