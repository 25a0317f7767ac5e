package io.palavra.kernels.arithmetic;

/**
 * The sum of the outer products of the rows of two matrices, {@code out += left' right}: what a
 * weight's gradient is made of.
 *
 * @param left {@code count} rows of {@code leftWidth} elements from {@code leftOffset} on
 * @param leftStride elements from the begin of one row of {@code left} to the next: rows may
 *     overlap, as the windows of a convolution do
 * @param right {@code [count, rightWidth]} from {@code rightOffset} on
 * @param out {@code [leftWidth, rightWidth]}
 * @param <A> {@code float[]} or {@code double[]}
 */
public record OuterProduct<A>(
    A left,
    int leftOffset,
    int leftWidth,
    int leftStride,
    A right,
    int rightOffset,
    int rightWidth,
    int count,
    A out) {

  /** Of a left side whose rows lie one after the other. */
  public OuterProduct(
      A left,
      int leftOffset,
      int leftWidth,
      A right,
      int rightOffset,
      int rightWidth,
      int count,
      A out) {
    this(left, leftOffset, leftWidth, leftWidth, right, rightOffset, rightWidth, count, out);
  }
}
