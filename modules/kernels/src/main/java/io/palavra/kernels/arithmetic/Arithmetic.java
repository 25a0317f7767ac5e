package io.palavra.kernels.arithmetic;

import java.util.Optional;

/**
 * Matrix products and row operations on one kind of Java array.
 *
 * <p>All matrices are row-major without gaps. Every element of a product is summed in the order of
 * the inner dimension, one term after the other, whatever else is computed in the same call: so
 * neither the number of threads nor the rows that share a call change a bit of the result. An
 * implementation has no state and serves any number of threads.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Arithmetic<A> {

  /** A new array of {@code length} zeros. */
  A allocate(int length);

  /** The number of elements of {@code array}. */
  int length(A array);

  /** A word for logs and reports: what this arithmetic runs on. */
  String description();

  /** Element {@code index} of {@code array}. */
  double get(A array, int index);

  /** Sets element {@code index} of {@code array}. */
  void set(A array, int index, double value);

  /** Copies {@code n} elements. */
  void copy(A from, int fromOffset, A to, int toOffset, int n);

  /** Sets {@code n} elements to {@code value}. */
  void fill(A array, int offset, int n, double value);

  /** {@code y += x}. */
  void add(A x, int xOffset, A y, int yOffset, int n);

  /** {@code y += factor * x}. */
  void addScaled(double factor, A x, int xOffset, A y, int yOffset, int n);

  /** {@code y += factor * x}, rounded as a term of {@link #multiplyRows} is. */
  default void addTerm(double factor, A x, int xOffset, A y, int yOffset, int n) {
    addScaled(factor, x, xOffset, y, yOffset, n);
  }

  /** {@code y *= factor}. */
  void scale(A y, int yOffset, int n, double factor);

  /** {@code out = x * y}, element by element. */
  void multiply(A x, int xOffset, A y, int yOffset, A out, int outOffset, int n);

  /** {@code out += x * y}, element by element. */
  void multiplyAdd(A x, int xOffset, A y, int yOffset, A out, int outOffset, int n);

  /** {@code out = z * x + (1 - z) * out}, element by element. */
  void mix(A z, int zOffset, A x, int xOffset, A out, int outOffset, int n);

  /**
   * {@code y = max(x, y)}, element by element; where {@code x} is greater, {@code marks} becomes
   * {@code mark}, a whole number below 2 to the 24th. The first of equal elements stays, and
   * not-a-number is greater than any number.
   */
  void raise(A x, int xOffset, A y, int yOffset, int n, int mark, A marks, int marksOffset);

  /** {@code y = f(y)}, element by element. */
  void squash(Squash f, A y, int yOffset, int n);

  /** {@code d *= f'(x)}, element by element, with {@code y = f(x)} given. */
  void slope(Squash f, A y, int yOffset, A d, int dOffset, int n);

  /**
   * Lays out a matrix as the right-hand side of {@link #multiplyRows}.
   *
   * @param source {@code [depth, width]}, or {@code [width, depth]} when {@code transposed}
   */
  void pack(A source, int depth, int width, boolean transposed, Packed<A> out);

  /**
   * {@code C += A B} for {@code rows} rows.
   *
   * @param a {@code [rows, depth]} from {@code aOffset} on
   * @param b {@code [depth, width]}, packed
   * @param c {@code [rows, width]} from {@code cOffset} on
   */
  default void multiplyRows(
      int rows, A a, int aOffset, Packed<A> b, A c, int cOffset, Scratch<A> scratch) {
    multiplyRows(rows, a, aOffset, b.depth(), b, c, cOffset, scratch);
  }

  /**
   * {@code C += A B} for {@code rows} rows, each of which begins {@code aStride} elements after the
   * one before: rows may overlap, as the windows of a convolution do.
   *
   * @param a {@code rows} rows of {@code depth} elements from {@code aOffset} on
   * @param b {@code [depth, width]}, packed
   * @param c {@code [rows, width]} from {@code cOffset} on
   */
  default void multiplyRows(
      int rows, A a, int aOffset, int aStride, Packed<A> b, A c, int cOffset, Scratch<A> scratch) {
    multiplyColumns(rows, a, aOffset, aStride, b, 0, b.width(), c, cOffset, scratch);
  }

  /** Both bounds of {@link #multiplyColumns} are multiples of this, or the width. */
  int COLUMNS = 64;

  /**
   * Columns {@code from} (inclusive) to {@code to} (exclusive) of {@link #multiplyRows}, with the
   * same bits where {@link #steady}: so cores share a product that has too few rows for them.
   */
  @SuppressWarnings("checkstyle:ParameterNumber")
  void multiplyColumns(
      int rows,
      A a,
      int aOffset,
      int aStride,
      Packed<A> b,
      int from,
      int to,
      A c,
      int cOffset,
      Scratch<A> scratch);

  /**
   * Rows {@code from} (inclusive) to {@code to} (exclusive) of {@code out += left' right}; see
   * {@link OuterProduct}.
   */
  void accumulate(OuterProduct<A> product, int from, int to, Scratch<A> scratch);

  /**
   * {@code out[j] += sum over rows of x[row, j]} for {@code from <= j < to}; {@code x} is {@code
   * [rows, width]}.
   */
  void sumColumns(A x, int rows, int width, A out, int from, int to);

  /** Whether a row of a product has the same bits whatever other rows there are. */
  default boolean steady() {
    return true;
  }

  /** This arithmetic's own form of the gated cells with sigmoid and tanh, where it has one. */
  default Optional<GatedCells<A>> gatedCells() {
    return Optional.empty();
  }

  /** This arithmetic's own form of windows times filters with a maximum, where it has one. */
  default Optional<WindowMaxima<A>> windowMaxima() {
    return Optional.empty();
  }
}
