package io.palavra.kernels.arithmetic;

import java.util.Arrays;

/** Double precision in plain Java: exact rather than fast, for gradient checks. */
final class PlainDoubles implements Arithmetic<double[]> {

  @Override
  public double[] allocate(int length) {
    return new double[length];
  }

  @Override
  public int length(double[] array) {
    return array.length;
  }

  @Override
  public String description() {
    return "double, plain Java";
  }

  @Override
  public double get(double[] array, int index) {
    return array[index];
  }

  @Override
  public void set(double[] array, int index, double value) {
    array[index] = value;
  }

  @Override
  public void copy(double[] from, int fromOffset, double[] to, int toOffset, int n) {
    System.arraycopy(from, fromOffset, to, toOffset, n);
  }

  @Override
  public void fill(double[] array, int offset, int n, double value) {
    Arrays.fill(array, offset, offset + n, value);
  }

  @Override
  public void add(double[] x, int xOffset, double[] y, int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += x[xOffset + i];
    }
  }

  @Override
  public void addScaled(double factor, double[] x, int xOffset, double[] y, int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += factor * x[xOffset + i];
    }
  }

  @Override
  public void scale(double[] y, int yOffset, int n, double factor) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] *= factor;
    }
  }

  @Override
  public void multiply(
      double[] x, int xOffset, double[] y, int yOffset, double[] out, int outOffset, int n) {
    for (int i = 0; i < n; i++) {
      out[outOffset + i] = x[xOffset + i] * y[yOffset + i];
    }
  }

  @Override
  public void multiplyAdd(
      double[] x, int xOffset, double[] y, int yOffset, double[] out, int outOffset, int n) {
    for (int i = 0; i < n; i++) {
      out[outOffset + i] += x[xOffset + i] * y[yOffset + i];
    }
  }

  @Override
  public void mix(
      double[] z, int zOffset, double[] x, int xOffset, double[] out, int outOffset, int n) {
    for (int i = 0; i < n; i++) {
      double y = out[outOffset + i];
      out[outOffset + i] = y + z[zOffset + i] * (x[xOffset + i] - y);
    }
  }

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber")
  public void raise(
      double[] x,
      int xOffset,
      double[] y,
      int yOffset,
      int n,
      int mark,
      double[] marks,
      int marksOffset) {
    for (int i = 0; i < n; i++) {
      double value = x[xOffset + i];
      if (!(value <= y[yOffset + i]) && !Double.isNaN(y[yOffset + i])) {
        y[yOffset + i] = value;
        marks[marksOffset + i] = mark;
      }
    }
  }

  @Override
  public void squash(Squash f, double[] y, int yOffset, int n) {
    for (int i = yOffset; i < yOffset + n; i++) {
      y[i] = f.value(y[i]);
    }
  }

  @Override
  public void slope(Squash f, double[] y, int yOffset, double[] d, int dOffset, int n) {
    for (int i = 0; i < n; i++) {
      d[dOffset + i] *= f.slope(y[yOffset + i]);
    }
  }

  @Override
  public void pack(
      double[] source, int depth, int width, boolean transposed, Packed<double[]> out) {
    double[] data = out.shape(this, depth, width, depth * width);
    for (int p = 0; p < depth; p++) {
      for (int j = 0; j < width; j++) {
        data[p * width + j] = transposed ? source[j * depth + p] : source[p * width + j];
      }
    }
  }

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber")
  public void multiplyColumns(
      int rows,
      double[] a,
      int aOffset,
      int aStride,
      Packed<double[]> b,
      int from,
      int to,
      double[] c,
      int cOffset,
      Scratch<double[]> scratch) {
    int depth = b.depth();
    int width = b.width();
    double[] right = b.data();
    for (int i = 0; i < rows; i++) {
      for (int p = 0; p < depth; p++) {
        double factor = a[aOffset + i * aStride + p];
        int term = p * width;
        int row = cOffset + i * width;
        for (int j = from; j < to; j++) {
          c[row + j] += factor * right[term + j];
        }
      }
    }
  }

  @Override
  public void accumulate(
      OuterProduct<double[]> product, int from, int to, Scratch<double[]> scratch) {
    double[] out = product.out();
    double[] right = product.right();
    int width = product.rightWidth();
    for (int p = 0; p < product.count(); p++) {
      int r = product.rightOffset() + p * width;
      for (int i = from; i < to; i++) {
        double factor = product.left()[product.leftOffset() + p * product.leftStride() + i];
        for (int j = 0; j < width; j++) {
          out[i * width + j] += factor * right[r + j];
        }
      }
    }
  }

  @Override
  public void sumColumns(double[] x, int rows, int width, double[] out, int from, int to) {
    for (int i = 0; i < rows; i++) {
      for (int j = from; j < to; j++) {
        out[j] += x[i * width + j];
      }
    }
  }
}
