package io.palavra.embeddings.rows;

/**
 * What training and search do with rows of a table. All rows have the same width, a multiple of
 * {@link #lanes()}; an offset says where a row begins. Sums are taken in a fixed order, so that the
 * same call gives the same bits. One instance serves one thread.
 */
public interface RowMath {
  /** How many rows are best worked on at once: a word and five negatives. */
  int GROUP = 6;

  /** Rows must be as wide as a multiple of this. */
  int lanes();

  /** A word for logs and reports: what this computes with. */
  String description();

  /** The dot product of two rows. */
  float dot(float[] x, int xOffset, float[] y, int yOffset, int width);

  /** {@code y += factor * x}. */
  void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int width);

  /**
   * The dot products of {@code x}, from its beginning, with some rows of a table.
   *
   * @param count how many of the offsets count
   */
  void dots(float[] x, float[] table, int[] offsets, int count, float[] products, int width);

  /**
   * {@code sum += factors[k] * row[k]} for all rows, and {@code row[k] += factors[k] * x} for each;
   * what is added to {@code sum} comes from the rows as they were. The rows must be distinct.
   *
   * @param sum may be {@code x} itself when there are exactly {@link #GROUP} rows
   */
  void exchange(
      float[] x, float[] sum, float[] table, int[] offsets, int count, float[] factors, int width);

  /** {@code products[i] = x * row[first + i]} for rows that lie one behind the other. */
  void scan(float[] x, float[] table, int offset, int rows, float[] products, int width);
}
