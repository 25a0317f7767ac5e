package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Squash;

/**
 * Elman's network, "Finding Structure in Time" (1990): {@code h' = squash(W x + R h + b)}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class RnnSweep<A> extends Sweep<A> {
  private final Squash squash;

  RnnSweep(Arithmetic<A> math, int inputs, int units, boolean reversed, Squash squash) {
    super(math, inputs, units, units, reversed);
    this.squash = squash;
  }

  @Override
  void forward(int row, int next) {
    math.squash(squash, gates, row * units, units);
    math.copy(gates, row * units, hidden, next * units, units);
  }

  @Override
  void backward(int row, int next, int hand, Hands<A> hands) {
    math.slope(squash, gates, row * units, hands.hidden, hand, units);
    math.copy(hands.hidden, hand, gates, row * units, units);
    math.fill(hands.hidden, hand, units, 0);
  }
}
