package io.palavra.embeddings.rows;

import java.util.Arrays;

/**
 * Plain Java. A loop that only adds the compiler turns into vector instructions by itself, if all
 * arrays are read and written at the same index: so rows are copied out of their tables, worked on,
 * and copied back.
 */
final class PlainRows implements RowMath {
  private final PlainExchange exchange = new PlainExchange();
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
    return PlainProducts.of(x, xOffset, y, yOffset, width);
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
    PlainProducts.of(a, places, rows, b, offsets, count, products, width);
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
    exchange.atOnce(a, places, rows, b, offsets, count, factors, width);
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
    exchange.inTurn(a, places, rows, b, offsets, count, factors, width);
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

  @Override
  public void sum(
      float[] table, int[] places, float[] factors, int rows, float[] to, int toOffset, int width) {
    float[] sum = row(width);
    float[] one = read(width);
    Arrays.fill(sum, 0);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(table, places[r], one, 0, width);
      PlainExchange.add(factors[r], one, sum);
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
      PlainExchange.add(1, change, row);
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
