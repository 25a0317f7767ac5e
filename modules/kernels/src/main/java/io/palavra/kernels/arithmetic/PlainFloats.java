package io.palavra.kernels.arithmetic;

import java.util.Arrays;

/** Single precision in plain Java, its loops shaped so that the JIT compiler vectorises them. */
class PlainFloats implements Arithmetic<float[]> {

  @Override
  public float[] allocate(int length) {
    return new float[length];
  }

  @Override
  public int length(float[] array) {
    return array.length;
  }

  @Override
  public String description() {
    return "float, plain Java";
  }

  @Override
  public double get(float[] array, int index) {
    return array[index];
  }

  @Override
  public void set(float[] array, int index, double value) {
    array[index] = (float) value;
  }

  @Override
  public void copy(float[] from, int fromOffset, float[] to, int toOffset, int n) {
    System.arraycopy(from, fromOffset, to, toOffset, n);
  }

  @Override
  public void fill(float[] array, int offset, int n, double value) {
    Arrays.fill(array, offset, offset + n, (float) value);
  }

  @Override
  public void add(float[] x, int xOffset, float[] y, int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += x[xOffset + i];
    }
  }

  @Override
  public void addScaled(double factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
    float f = (float) factor;
    for (int i = 0; i < n; i++) {
      y[yOffset + i] += f * x[xOffset + i];
    }
  }

  @Override
  public void scale(float[] y, int yOffset, int n, double factor) {
    float f = (float) factor;
    for (int i = 0; i < n; i++) {
      y[yOffset + i] *= f;
    }
  }

  @Override
  public void multiply(
      float[] x, int xOffset, float[] y, int yOffset, float[] out, int outOffset, int n) {
    for (int i = 0; i < n; i++) {
      out[outOffset + i] = x[xOffset + i] * y[yOffset + i];
    }
  }

  @Override
  public void multiplyAdd(
      float[] x, int xOffset, float[] y, int yOffset, float[] out, int outOffset, int n) {
    for (int i = 0; i < n; i++) {
      out[outOffset + i] += x[xOffset + i] * y[yOffset + i];
    }
  }

  @Override
  public void mix(
      float[] z, int zOffset, float[] x, int xOffset, float[] out, int outOffset, int n) {
    for (int i = 0; i < n; i++) {
      float y = out[outOffset + i];
      out[outOffset + i] = y + z[zOffset + i] * (x[xOffset + i] - y);
    }
  }

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber")
  public void raise(
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      int n,
      int mark,
      float[] marks,
      int marksOffset) {
    for (int i = 0; i < n; i++) {
      float value = x[xOffset + i];
      if (!(value <= y[yOffset + i]) && !Float.isNaN(y[yOffset + i])) {
        y[yOffset + i] = value;
        marks[marksOffset + i] = mark;
      }
    }
  }

  @Override
  public void squash(Squash f, float[] y, int yOffset, int n) {
    int end = yOffset + n;
    switch (f) {
      case SIGMOID -> {
        for (int i = yOffset; i < end; i++) {
          y[i] = Exponential.sigmoid(y[i]);
        }
      }
      case TANH -> {
        for (int i = yOffset; i < end; i++) {
          y[i] = Exponential.tanh(y[i]);
        }
      }
      case RELU -> {
        for (int i = yOffset; i < end; i++) {
          y[i] = Math.max(0, y[i]);
        }
      }
      case IDENTITY -> {}
      default -> {
        for (int i = yOffset; i < end; i++) {
          y[i] = (float) f.value(y[i]);
        }
      }
    }
  }

  @Override
  public void slope(Squash f, float[] y, int yOffset, float[] d, int dOffset, int n) {
    switch (f) {
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          d[dOffset + i] *= y[yOffset + i] * (1 - y[yOffset + i]);
        }
      }
      case TANH -> {
        for (int i = 0; i < n; i++) {
          d[dOffset + i] *= 1 - y[yOffset + i] * y[yOffset + i];
        }
      }
      case RELU -> {
        for (int i = 0; i < n; i++) {
          d[dOffset + i] *= y[yOffset + i] > 0 ? 1f : 0f;
        }
      }
      case IDENTITY -> {}
      default -> {
        for (int i = 0; i < n; i++) {
          d[dOffset + i] *= (float) f.slope(y[yOffset + i]);
        }
      }
    }
  }

  @Override
  public void pack(float[] source, int depth, int width, boolean transposed, Packed<float[]> out) {
    float[] data = out.shape(this, depth, width, depth * width);
    if (!transposed) {
      System.arraycopy(source, 0, data, 0, depth * width);
      return;
    }
    for (int p = 0; p < depth; p++) {
      for (int j = 0; j < width; j++) {
        data[p * width + j] = source[j * depth + p];
      }
    }
  }

  @Override
  @SuppressWarnings("checkstyle:ParameterNumber")
  public void multiplyColumns(
      int rows,
      float[] a,
      int aOffset,
      int aStride,
      Packed<float[]> b,
      int from,
      int to,
      float[] c,
      int cOffset,
      Scratch<float[]> scratch) {
    for (int i = 0; i < rows; i++) {
      combine(a, aOffset + i * aStride, b, from, to, c, cOffset + i * b.width());
    }
  }

  /** {@code c += a[0] b[0] + a[1] b[1] + ...} over the rows of {@code b}. */
  private static void combine(
      float[] a, int a0, Packed<float[]> packed, int from, int to, float[] c, int c0) {
    float[] b = packed.data();
    int depth = packed.depth();
    int width = packed.width();
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      float u = a[a0 + p];
      float v = a[a0 + p + 1];
      float w = a[a0 + p + 2];
      float x = a[a0 + p + 3];
      int b0 = p * width;
      for (int j = from; j < to; j++) {
        c[c0 + j] =
            c[c0 + j]
                + u * b[b0 + j]
                + v * b[b0 + width + j]
                + w * b[b0 + 2 * width + j]
                + x * b[b0 + 3 * width + j];
      }
    }
    for (; p < depth; p++) {
      float u = a[a0 + p];
      for (int j = from; j < to; j++) {
        c[c0 + j] += u * b[p * width + j];
      }
    }
  }

  @Override
  public void accumulate(
      OuterProduct<float[]> product, int from, int to, Scratch<float[]> scratch) {
    int count = product.count();
    float[] column = scratch.left(this, count);
    for (int i = from; i < to; i++) {
      int at = product.leftOffset() + i;
      for (int p = 0; p < count; p++) {
        column[p] = product.left()[at + p * product.leftStride()];
      }
      combineRows(column, product, i * product.rightWidth());
    }
  }

  private static void combineRows(float[] column, OuterProduct<float[]> product, int outOffset) {
    int width = product.rightWidth();
    float[] right = product.right();
    float[] out = product.out();
    int p = 0;
    for (; p + 4 <= product.count(); p += 4) {
      float u = column[p];
      float v = column[p + 1];
      float w = column[p + 2];
      float x = column[p + 3];
      int r = product.rightOffset() + p * width;
      for (int j = 0; j < width; j++) {
        out[outOffset + j] =
            out[outOffset + j]
                + u * right[r + j]
                + v * right[r + width + j]
                + w * right[r + 2 * width + j]
                + x * right[r + 3 * width + j];
      }
    }
    for (; p < product.count(); p++) {
      int r = product.rightOffset() + p * width;
      for (int j = 0; j < width; j++) {
        out[outOffset + j] += column[p] * right[r + j];
      }
    }
  }

  @Override
  public void sumColumns(float[] x, int rows, int width, float[] out, int from, int to) {
    for (int i = 0; i < rows; i++) {
      for (int j = from; j < to; j++) {
        out[j] += x[i * width + j];
      }
    }
  }
}
