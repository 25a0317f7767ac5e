package io.palavra.embeddings.rows;

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
  public void dots(
      float[] x, float[] table, int[] offsets, int count, float[] products, int width) {
    for (int k = 0; k < count; k++) {
      products[k] = dot(x, 0, table, offsets[k], width);
    }
  }

  @Override
  public void exchange(
      float[] x, float[] sum, float[] table, int[] offsets, int count, float[] factors, int width) {
    float[] old = x;
    if (x == sum) {
      if (before.length < width) {
        before = new float[width];
      }
      old = before;
      System.arraycopy(x, 0, old, 0, width);
    }
    for (int k = 0; k < count; k++) {
      addScaled(factors[k], table, offsets[k], sum, 0, width);
      addScaled(factors[k], old, 0, table, offsets[k], width);
    }
  }

  @Override
  public void scan(float[] x, float[] table, int offset, int rows, float[] products, int width) {
    for (int row = 0; row < rows; row++) {
      products[row] = dot(x, 0, table, offset + row * width, width);
    }
  }
}
