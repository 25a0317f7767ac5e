package io.palavra.embeddings.rows;

/**
 * What training and search do with rows of a table. All rows have the same width, a multiple of
 * {@link #lanes()}; an offset says where a row begins. Sums are taken in a fixed order, so that the
 * same call gives the same bits. One instance serves one thread.
 */
public interface RowMath {
  /** How many rows are best worked on at once: a word and five negatives. */
  int GROUP = 6;

  /** What the products of {@link #scanPacked} are to be multiplied by: a power of two. */
  float PACKED_UNIT = 0x1p-24f;

  /** Rows must be as wide as a multiple of this. */
  int lanes();

  /** A word for logs and reports: what this computes with. */
  String description();

  /** The dot product of two rows. */
  float dot(float[] x, int xOffset, float[] y, int yOffset, int width);

  /** {@code y += factor * x}. */
  void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int width);

  /**
   * The dot products of rows of one table with rows of another: {@code products[r * count + k] =
   * a[r] * b[k]}.
   *
   * @param places where the rows of {@code a} begin
   * @param rows how many of the places count
   * @param offsets where the rows of {@code b} begin
   * @param count how many of the offsets count
   */
  void products(
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] products,
      int width);

  /**
   * {@code a[r] += sum over k of factors[r * count + k] * b[k]} and {@code b[k] += sum over r of
   * factors[r * count + k] * a[r]}; what is added comes from the rows as they were. The rows of
   * {@code b} must be distinct, and none of them may be one of {@code a}; a row that comes twice in
   * {@code a} takes both its parts.
   */
  void exchange(
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] factors,
      int width);

  /**
   * As {@link #exchange}, but one row of {@code a} after the other: what a row takes comes from the
   * rows of {@code b} as those before it have left them, which take the row as it was.
   */
  void exchangeInTurn(
      float[] a,
      int[] places,
      int rows,
      float[] b,
      int[] offsets,
      int count,
      float[] factors,
      int width);

  /** {@code to = sum over r of factors[r] * table[r]}. */
  void sum(
      float[] table, int[] places, float[] factors, int rows, float[] to, int toOffset, int width);

  /**
   * {@code table[r] += factor * (after - before)} for each of the rows; a row that comes twice
   * takes it twice. Neither of the two is one of the rows.
   */
  void addDifference(
      float factor,
      float[] x,
      int after,
      int before,
      float[] table,
      int[] places,
      int rows,
      int width);

  /**
   * AdaGrad's step for two rows whose slopes are each other's multiples (Duchi, Hazan and Singer
   * 2011): {@code x -= step * y / sqrt(squares of x)} and the like for {@code y}, where what is on
   * the right is as it was, and then {@code squares of x += (slope * y)^2}. The squares of a row
   * stand {@code width} numbers behind it.
   *
   * @param step the slope times the learning rate
   */
  void adaGrad(float slope, float step, float[] x, int xOffset, float[] y, int yOffset, int width);

  /** {@code products[i] = x * row[first + i]} for rows that lie one behind the other. */
  void scan(float[] x, float[] table, int offset, int rows, float[] products, int width);

  /** Whether {@link #scanPacked} reads a table faster than {@link #scan} reads one of floats. */
  boolean packedIsFaster();

  /**
   * The same for rows of bytes, four in an integer: byte {@code b} of integer {@code j * lanes + l}
   * of a row, the lowest first, meets {@code x[(4 * j + b) * lanes + l]}. The products are too
   * large by a factor of {@code 1 / PACKED_UNIT}.
   *
   * @param width integers in a row, a multiple of {@link #lanes()}
   */
  void scanPacked(float[] x, int[] table, int offset, int rows, float[] products, int width);
}
