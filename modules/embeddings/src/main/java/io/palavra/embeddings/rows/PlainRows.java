package io.palavra.embeddings.rows;

import java.util.Arrays;

/**
 * Plain Java. Four partial sums a dot product break the chain of additions, which the compiler may
 * not reorder; the loops that only add it turns into vector instructions by itself.
 */
final class PlainRows implements RowMath {
  private float[] before = {};

  @Override
  public int lanes() {
    return 4;
  }

  @Override
  public String description() {
    return "plain Java";
  }

  @Override
  public float dot(float[] x, int xOffset, float[] y, int yOffset, int width) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < width; i += 4) {
      a += x[xOffset + i] * y[yOffset + i];
      b += x[xOffset + i + 1] * y[yOffset + i + 1];
      c += x[xOffset + i + 2] * y[yOffset + i + 2];
      d += x[xOffset + i + 3] * y[yOffset + i + 3];
    }
    return (a + b) + (c + d);
  }

  @Override
  public void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int width) {
    for (int i = 0; i < width; i++) {
      y[yOffset + i] += factor * x[xOffset + i];
    }
  }

  @Override
  public void products(
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] products,
      int width) {
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < count; k++) {
        products[r * count + k] = dot(a, places[r], b, offsets[k], width);
      }
    }
  }

  @Override
  public void exchange(
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] factors,
      int width) {
    if (before.length < rows * width) {
      before = new float[rows * width];
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(a, places[r], before, r * width, width);
    }
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < count; k++) {
        addScaled(factors[r * count + k], b, offsets[k], a, places[r], width);
      }
    }
    for (int k = 0; k < count; k++) {
      for (int r = 0; r < rows; r++) {
        addScaled(factors[r * count + k], before, r * width, b, offsets[k], width);
      }
    }
  }

  @Override
  public void sum(float[] table, int[] places, float[] factors, int rows, float[] to, int width) {
    Arrays.fill(to, 0, width, 0);
    for (int r = 0; r < rows; r++) {
      addScaled(factors[r], table, places[r], to, 0, width);
    }
  }

  @Override
  public void addToAll(float[] x, float[] table, int[] places, int rows, int width) {
    for (int r = 0; r < rows; r++) {
      addScaled(1, x, 0, table, places[r], width);
    }
  }

  @Override
  public void scan(float[] x, float[] table, int offset, int rows, float[] products, int width) {
    for (int row = 0; row < rows; row++) {
      products[row] = dot(x, 0, table, offset + row * width, width);
    }
  }

  @Override
  public boolean packedIsFaster() {
    return false;
  }

  @Override
  public void scanPacked(
      float[] x, int[] table, int offset, int rows, float[] products, int width) {
    int lanes = lanes();
    for (int row = 0; row < rows; row++) {
      float sum = 0;
      for (int i = 0; i < width; i++) {
        int four = table[offset + row * width + i];
        int at = i / lanes * 4 * lanes + i % lanes;
        sum += (four << 24) * x[at];
        sum += (four << 16 >> 24 << 24) * x[at + lanes];
        sum += (four << 8 >> 24 << 24) * x[at + 2 * lanes];
        sum += (four >> 24 << 24) * x[at + 3 * lanes];
      }
      products[row] = sum;
    }
  }
}
