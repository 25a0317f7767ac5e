package io.palavra.embeddings.fasttext;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.RowMaths;
import java.util.Arrays;

/**
 * Rows as floats in one array.
 *
 * @param values {@code [rows, width]}, shared and not copied
 * @param rows how many there are
 * @param columns numbers of a row; those behind, up to the width, are 0
 * @param width from one row to the next
 */
record PlainTable(float[] values, int rows, int columns, int width) implements RowTable {

  /** Rows of zeros. */
  static PlainTable zeros(int rows, int columns) {
    int width = WordVectors.width(columns);
    return new PlainTable(new float[Math.multiplyExact(rows, width)], rows, columns, width);
  }

  @Override
  public void addTo(int row, float factor, float[] to) {
    int from = row * width;
    for (int i = 0; i < columns; i++) {
      to[i] += factor * values[from + i];
    }
  }

  /** Sums stay in registers, so that rows can come from memory side by side. */
  @Override
  public void addAllTo(int[] rows, int count, float[] to) {
    int[] places = new int[count];
    for (int k = 0; k < count; k++) {
      places[k] = rows[k] * width;
    }
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    float[] sum = new float[width];
    RowMaths.best().sum(values, places, ones, count, sum, 0, width);
    for (int i = 0; i < columns; i++) {
      to[i] += sum[i];
    }
  }

  @Override
  public float dot(int row, float[] vector) {
    int from = row * width;
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 2 <= columns; i += 2) {
      even += values[from + i] * vector[i];
      odd += values[from + i + 1] * vector[i + 1];
    }
    return i < columns ? even + odd + values[from + i] * vector[i] : even + odd;
  }
}
