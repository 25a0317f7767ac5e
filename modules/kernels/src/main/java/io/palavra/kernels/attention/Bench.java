package io.palavra.kernels.attention;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.Scratch;

/**
 * What one task works on: one head of one sequence, laid out without gaps.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Bench<A> {
  final Scratch<A> scratch = new Scratch<>();
  final Packed<A> packed = new Packed<>();
  A query;
  A key;
  A value;

  /** The weighted means, or their gradients. */
  A result;

  /** Gradients of the weights, then of the scores. */
  A slope;

  Bench(Floor<A> floor) {
    query = floor.math().allocate(0);
    key = query;
    value = query;
    result = query;
    slope = query;
  }
}
