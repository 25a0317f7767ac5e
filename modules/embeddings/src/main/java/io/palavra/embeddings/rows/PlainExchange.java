package io.palavra.embeddings.rows;

/**
 * Rows of two tables that take parts of each other, in plain Java. A loop that only adds the
 * compiler turns into vector instructions by itself, if all arrays are read and written at the same
 * index: so rows are copied out of their tables, worked on, and copied back. Each such loop begins
 * and ends number by number, so it adds up to four rows. Serves one thread.
 */
final class PlainExchange {
  private static final int FOUR = 4;

  private final RowCopies before = new RowCopies();
  private final RowCopies after = new RowCopies();
  private float[] row = {};

  /** As {@link RowMath#exchange} says. */
  void atOnce(
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] factors,
      int width) {
    float[][] x = before.of(a, places, rows, width);
    float[][] y = after.of(b, offsets, count, width);
    for (int r = 0; r < rows; r++) {
      float[] sum = row(a, places[r], width);
      add(factors, r * count, 1, y, 0, count, sum);
      System.arraycopy(sum, 0, a, places[r], width);
    }
    for (int k = 0; k < count; k++) {
      add(factors, k, count, x, 0, rows, y[k]);
      System.arraycopy(y[k], 0, b, offsets[k], width);
    }
  }

  /**
   * As {@link RowMath#exchangeInTurn} says, four rows of a at a time: what one of them gives to the
   * rows of b comes to a later one by the product of their factors, summed over these.
   */
  void inTurn(
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] factors,
      int width) {
    float[][] x = before.of(a, places, rows, width);
    float[][] y = after.of(b, offsets, count, width);
    for (int first = 0; first < rows; first += FOUR) {
      int end = Math.min(rows, first + FOUR);
      for (int r = first; r < end; r++) {
        float[] sum = row(a, places[r], width);
        add(factors, r * count, 1, y, 0, count, sum);
        for (int earlier = first; earlier < r; earlier++) {
          add(common(factors, r * count, earlier * count, count), x[earlier], sum);
        }
        System.arraycopy(sum, 0, a, places[r], width);
      }
      for (int k = 0; k < count; k++) {
        add(factors, first * count + k, count, x, first, end - first, y[k]);
      }
    }
    for (int k = 0; k < count; k++) {
      System.arraycopy(y[k], 0, b, offsets[k], width);
    }
  }

  private float[] row(float[] table, int place, int width) {
    if (row.length != width) {
      row = new float[width];
    }
    System.arraycopy(table, place, row, 0, width);
    return row;
  }

  private static float common(float[] factors, int one, int other, int count) {
    float sum = 0;
    for (int k = 0; k < count; k++) {
      sum += factors[one + k] * factors[other + k];
    }
    return sum;
  }

  /** {@code y += sum over j of factors[at + j * step] * rows[first + j]}. */
  private static void add(
      float[] factors, int at, int step, float[][] rows, int first, int count, float[] y) {
    int f = at;
    int j = first;
    int end = first + count;
    for (; j + FOUR <= end; j += FOUR, f += FOUR * step) {
      add(
          factors[f],
          rows[j],
          factors[f + step],
          rows[j + 1],
          factors[f + 2 * step],
          rows[j + 2],
          factors[f + 3 * step],
          rows[j + 3],
          y);
    }
    if (j + 2 <= end) {
      add(factors[f], rows[j], factors[f + step], rows[j + 1], y);
      j += 2;
      f += 2 * step;
    }
    if (j < end) {
      add(factors[f], rows[j], y);
    }
  }

  /** {@code y += f * x}. */
  static void add(float f, float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += f * x[i];
    }
  }

  private static void add(float f, float[] w, float g, float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += f * w[i] + g * x[i];
    }
  }

  @SuppressWarnings("checkstyle:ParameterNumber")
  private static void add(
      float f, float[] u, float g, float[] v, float h, float[] w, float k, float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] += (f * u[i] + g * v[i]) + (h * w[i] + k * x[i]);
    }
  }
}
