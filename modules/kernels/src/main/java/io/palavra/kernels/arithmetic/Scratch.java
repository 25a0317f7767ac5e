package io.palavra.kernels.arithmetic;

import java.util.ArrayList;
import java.util.List;

/**
 * Working memory of one thread at a time; grows as asked and is then kept.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Scratch<A> {
  private A left;
  private A right;
  private A tile;
  private final List<Outside> outsides = new ArrayList<>();

  /** At least {@code length} elements for the left-hand side of a product. */
  A left(Arithmetic<A> arithmetic, int length) {
    if (left == null || arithmetic.length(left) < length) {
      left = arithmetic.allocate(length);
    }
    return left;
  }

  /** At least {@code length} elements for the right-hand side of a product. */
  A right(Arithmetic<A> arithmetic, int length) {
    if (right == null || arithmetic.length(right) < length) {
      right = arithmetic.allocate(length);
    }
    return right;
  }

  /** At least {@code length} elements for an incomplete tile of a product. */
  A tile(Arithmetic<A> arithmetic, int length) {
    if (tile == null || arithmetic.length(tile) < length) {
      tile = arithmetic.allocate(length);
    }
    return tile;
  }

  /**
   * Room outside the Java heap, for an arithmetic that wants it; there are as many as asked for.
   */
  Outside outside(int i) {
    while (outsides.size() <= i) {
      outsides.add(new Outside());
    }
    return outsides.get(i);
  }
}
