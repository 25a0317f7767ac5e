package io.palavra.kernels.arithmetic;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Single precision where the JVM has no Vector API: all but the smallest products go to the BLAS
 * under ND4J, which is ten times as quick at them as plain Java, by way of copies outside the Java
 * heap. BLAS sums in an order of its own choice, which depends on the number of rows: here, and
 * only here, the rows of a mini-batch may differ in the last bits from what each gives alone.
 *
 * <p>A row-major matrix is the transpose of a column-major one in the same memory: so nothing is
 * transposed on the way.
 */
final class BlasFloats extends PlainFloats {
  /** Multiplications of a product that is not worth a call. */
  private static final long LEAST = 20_000;

  /** Rows, or terms, of one call: bounds the memory for copies. */
  private static final int BLOCK = 512;

  /** BLAS sums as it likes, which may depend on the shape of the product. */
  @Override
  public boolean steady() {
    return false;
  }

  @Override
  public String description() {
    return "float, plain Java and " + Nd4j.getBlasWrapper().getClass().getSimpleName();
  }

  @Override
  public void pack(float[] source, int depth, int width, boolean transposed, Packed<float[]> out) {
    super.pack(source, depth, width, transposed, out);
    out.outside().put(out.data(), 0, depth * width);
  }

  @Override
  public void multiplyRows(
      int rows,
      float[] a,
      int aOffset,
      int aStride,
      Packed<float[]> b,
      float[] c,
      int cOffset,
      Scratch<float[]> scratch) {
    int depth = b.depth();
    int width = b.width();
    if ((long) rows * depth * width < LEAST) {
      super.multiplyRows(rows, a, aOffset, aStride, b, c, cOffset, scratch);
      return;
    }
    INDArray right = b.outside().matrix(width, depth);
    for (int row = 0; row < rows; row += BLOCK) {
      int n = Math.min(BLOCK, rows - row);
      int to = cOffset + row * width;
      scratch.outside(0).put(a, aOffset + row * aStride, aStride, n, depth);
      scratch.outside(1).put(c, to, n * width);
      gemm(right, scratch.outside(0).matrix(depth, n), scratch.outside(1).matrix(width, n), false);
      scratch.outside(1).get(c, to, n * width);
    }
  }

  @Override
  public void accumulate(
      OuterProduct<float[]> product, int from, int to, Scratch<float[]> scratch) {
    int width = product.rightWidth();
    int rows = to - from;
    if ((long) rows * width * product.count() < LEAST) {
      super.accumulate(product, from, to, scratch);
      return;
    }
    scratch.outside(1).put(product.out(), from * width, rows * width);
    INDArray out = scratch.outside(1).matrix(width, rows);
    for (int p = 0; p < product.count(); p += BLOCK) {
      int n = Math.min(BLOCK, product.count() - p);
      int stride = product.leftStride();
      scratch
          .outside(0)
          .put(product.left(), product.leftOffset() + p * stride + from, stride, n, rows);
      scratch.outside(2).put(product.right(), product.rightOffset() + p * width, n * width);
      gemm(scratch.outside(2).matrix(width, n), scratch.outside(0).matrix(rows, n), out, true);
    }
    scratch.outside(1).get(product.out(), from * width, rows * width);
  }

  /** {@code c += a b}, or {@code c += a b'}. */
  private static void gemm(INDArray a, INDArray b, INDArray c, boolean transposed) {
    Nd4j.gemm(a, b, c, false, transposed, 1, 1);
  }
}
