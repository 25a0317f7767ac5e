package io.palavra.kernels.arithmetic;

/**
 * A matrix laid out for {@link Arithmetic#multiplyRows}; the layout is the arithmetic's own. It can
 * be packed anew again and again, and allocates only when it has to grow.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Packed<A> {
  private A data;
  private int depth;
  private int width;
  private Outside outside;

  /** Sets the shape and sees to {@code length} elements of room. */
  A shape(Arithmetic<A> arithmetic, int newDepth, int newWidth, int length) {
    if (data == null || arithmetic.length(data) < length) {
      data = arithmetic.allocate(length);
    }
    depth = newDepth;
    width = newWidth;
    return data;
  }

  /** The packed elements. */
  A data() {
    return data;
  }

  /** A copy outside the Java heap, for an arithmetic that wants one. */
  Outside outside() {
    if (outside == null) {
      outside = new Outside();
    }
    return outside;
  }

  /** The number of rows of the matrix. */
  public int depth() {
    return depth;
  }

  /** The number of columns of the matrix. */
  public int width() {
    return width;
  }
}
