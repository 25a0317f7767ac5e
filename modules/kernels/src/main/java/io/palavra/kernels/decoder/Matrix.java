package io.palavra.kernels.decoder;

import io.palavra.kernels.arithmetic.Floor;
import io.palavra.kernels.arithmetic.Packed;
import io.palavra.kernels.arithmetic.Scratch;
import io.palavra.kernels.part.Linear;
import io.palavra.kernels.part.Parameter;

/**
 * A weight matrix laid out both ways. Places are numbers of rows.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Matrix<A> {
  private final Floor<A> floor;
  private final Parameter<A> weight;
  private final int in;
  private final int out;
  private final Packed<A> forth = new Packed<>();
  private final Packed<A> back = new Packed<>();
  private int laidOut = -1;
  private boolean shared;

  Matrix(Floor<A> floor, Parameter<A> weight, int in) {
    this.floor = floor;
    this.weight = weight;
    this.in = in;
    this.out = weight.length() / in;
  }

  void pack(boolean training) {
    if (laidOut != weight.version()) {
      floor.math().pack(weight.value(), in, out, false, forth);
      laidOut = weight.version();
    }
    if (training) {
      floor.math().pack(weight.value(), out, in, true, back);
    }
  }

  /**
   * Whether the cores share the columns of a product: it then is of {@link Floor#few} rows, and no
   * part of a task.
   */
  void share(boolean columns) {
    shared = columns;
  }

  /** {@code y += x W}. */
  void multiply(int count, A x, int from, A y, int to, Scratch<A> scratch) {
    if (shared) {
      floor.multiplyFew(count, x, from * in, forth, y, to * out);
    } else {
      floor.math().multiplyRows(count, x, from * in, forth, y, to * out, scratch);
    }
  }

  /** {@code x += y W'}. */
  void multiplyBack(int count, A y, int from, A x, int to, Scratch<A> scratch) {
    floor.math().multiplyRows(count, y, from * out, back, x, to * in, scratch);
  }

  /** Sets the gradient of the weight. */
  void gradient(A x, A y, int rows) {
    Linear.outerProducts(floor, x, in, y, out, rows, weight.gradient());
  }
}
