package io.palavra.kernels.recurrent;

import io.palavra.kernels.arithmetic.Arithmetic;
import io.palavra.kernels.arithmetic.Scratch;

/**
 * What a backward sweep over some sequences carries from step to step.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Hands<A> {
  final Scratch<A> scratch = new Scratch<>();

  /** Gradient of the hidden states, {@code [sequences, units]}. */
  A hidden;

  /** Gradient of the cells' memories, {@code [sequences, units]}. */
  A memory;

  /** One row of pre-activations. */
  A row;

  private A spare;

  void begin(Arithmetic<A> math, int states, int width) {
    if (hidden == null || math.length(hidden) < states) {
      hidden = math.allocate(states);
      memory = math.allocate(states);
    }
    row(math, width);
    math.fill(hidden, 0, states, 0);
    math.fill(memory, 0, states, 0);
  }

  /** Room for a row. */
  A row(Arithmetic<A> math, int width) {
    if (row == null || math.length(row) < width) {
      row = math.allocate(width);
    }
    return row;
  }

  A spare(Arithmetic<A> math, int length) {
    if (spare == null || math.length(spare) < length) {
      spare = math.allocate(length);
    }
    return spare;
  }
}
