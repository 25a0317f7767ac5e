package io.palavra.embeddings.rows;

import java.util.Arrays;

/**
 * Plain Java. Four partial sums a dot product break the chain of additions, which the compiler may
 * not reorder. A loop that only adds it turns into vector instructions by itself, if all arrays are
 * read and written at the same index: so rows are copied out of their tables, worked on, and copied
 * back.
 */
final class PlainRows implements RowMath {
  private float[][] oldA = {};
  private float[][] oldB = {};
  private float[][] newB = {};
  private float[] work = {};
  private float[] read = {};

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
    float[][] x = copies(oldA, a, places, rows, width);
    oldA = x;
    float[][] y = copies(oldB, b, offsets, count, width);
    oldB = y;
    float[] row = row(width);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < count; k++) {
        multiply(x[r], y[k], row);
        products[r * count + k] = total(row);
      }
    }
  }

  private static void multiply(float[] x, float[] y, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = x[i] * y[i];
    }
  }

  private static float total(float[] x) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < x.length - 3; i += 4) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
    }
    return (a + b) + (c + d);
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
    oldB = copies(oldB, b, offsets, count, width);
    newB = copies(newB, b, offsets, count, width);
    add(oldB, a, places, rows, count, factors, width);
    putBack(b, offsets, count, width);
  }

  @Override
  public void exchangeInTurn(
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] factors,
      int width) {
    newB = copies(newB, b, offsets, count, width);
    add(newB, a, places, rows, count, factors, width);
    putBack(b, offsets, count, width);
  }

  /** Adds to the rows of {@code a} what is given, and to the new rows what those of a were. */
  private void add(
      float[][] given, float[] a, int[] places, int rows, int count, float[] factors, int width) {
    float[][] before = copies(oldA, a, places, rows, width);
    oldA = before;
    float[][] sums = newB;
    float[] row = row(width);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(a, places[r], row, 0, width);
      int f = r * count;
      int k = 0;
      for (; k + 2 <= count; k += 2) {
        add(factors[f + k], given[k], factors[f + k + 1], given[k + 1], row);
        add(factors[f + k], before[r], sums[k]);
        add(factors[f + k + 1], before[r], sums[k + 1]);
      }
      if (k < count) {
        add(factors[f + k], given[k], row);
        add(factors[f + k], before[r], sums[k]);
      }
      System.arraycopy(row, 0, a, places[r], width);
    }
  }

  private void putBack(float[] b, int[] offsets, int count, int width) {
    for (int k = 0; k < count; k++) {
      System.arraycopy(newB[k], 0, b, offsets[k], width);
    }
  }

  private static float[][] copies(
      float[][] room, float[] table, int[] places, int rows, int width) {
    float[][] copies = room;
    if (copies.length == 0 || copies.length < rows || copies[0].length != width) {
      copies = new float[Math.max(1, 2 * rows)][width];
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(table, places[r], copies[r], 0, width);
    }
    return copies;
  }

  private float[] read(int width) {
    if (read.length != width) {
      read = new float[width];
    }
    return read;
  }

  private float[] row(int width) {
    if (work.length != width) {
      work = new float[width];
    }
    return work;
  }

  private static void add(float factor, float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += factor * x[i];
    }
  }

  private static void add(float f, float[] w, float g, float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += f * w[i] + g * x[i];
    }
  }

  @Override
  public void sum(
      float[] table, int[] places, float[] factors, int rows, float[] to, int toOffset, int width) {
    float[] sum = row(width);
    float[] one = read(width);
    Arrays.fill(sum, 0);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(table, places[r], one, 0, width);
      add(factors[r], one, sum);
    }
    System.arraycopy(sum, 0, to, toOffset, width);
  }

  @Override
  public void addDifference(
      float factor,
      float[] x,
      int after,
      int before,
      float[] table,
      int[] places,
      int rows,
      int width) {
    float[] row = row(width);
    float[] change = read(width);
    System.arraycopy(x, after, change, 0, width);
    System.arraycopy(x, before, row, 0, width);
    for (int i = 0; i < change.length; i++) {
      change[i] = factor * (change[i] - row[i]);
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(table, places[r], row, 0, width);
      add(1, change, row);
      System.arraycopy(row, 0, table, places[r], width);
    }
  }

  @Override
  public void adaGrad(
      float slope, float step, float[] x, int xOffset, float[] y, int yOffset, int width) {
    for (int i = 0; i < width; i++) {
      int at = xOffset + i;
      int other = yOffset + i;
      float one = x[at];
      float two = y[other];
      float squares = x[at + width];
      float others = y[other + width];
      x[at] = one - step * two / (float) Math.sqrt(squares);
      y[other] = two - step * one / (float) Math.sqrt(others);
      x[at + width] = squares + slope * two * (slope * two);
      y[other + width] = others + slope * one * (slope * one);
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
