package io.palavra.embeddings.rows;

import io.palavra.pipeline.BadInputException;

/**
 * Rows of numbers in one array, {@code [rows, width]} from its start on or some numbers later.
 *
 * <p>The rows of {@link #zeros} do not begin with the array: the JVM's usual collector puts a large
 * array at the start of a region of memory, its numbers 16 bytes behind, so that rows which begin
 * 12 numbers later, and are a multiple of 16 numbers wide, begin where cache lines do. No load or
 * store of a vector then has to touch two of them.
 */
public final class FloatRows {
  private static final int TO_CACHE_LINE = 12;
  private static final int LONGEST = Integer.MAX_VALUE - 16;

  private final float[] numbers;
  private final int start;
  private final int width;

  private FloatRows(float[] numbers, int start, int width) {
    this.numbers = numbers;
    this.start = start;
    this.width = width;
  }

  /**
   * Rows of zeros.
   *
   * @throws BadInputException when they are more than an array can hold
   */
  public static FloatRows zeros(long rows, int width) {
    long length = TO_CACHE_LINE + rows * width;
    if (length > LONGEST) {
      throw BadInputException.of(
          "dimensions",
          rows + " rows of " + width,
          "at most " + LONGEST + " numbers in a table: fewer words, buckets or dimensions");
    }
    return new FloatRows(new float[(int) length], TO_CACHE_LINE, width);
  }

  /** Rows that fill an array from its start on; it is kept, not copied. */
  public static FloatRows of(float[] numbers, int width) {
    return new FloatRows(numbers, 0, width);
  }

  /** The array. */
  public float[] numbers() {
    return numbers;
  }

  /** Numbers of a row. */
  public int width() {
    return width;
  }

  /** How many rows there are. */
  public int count() {
    return (numbers.length - start) / width;
  }

  /** Where a row begins. */
  public int place(int row) {
    return start + row * width;
  }
}
