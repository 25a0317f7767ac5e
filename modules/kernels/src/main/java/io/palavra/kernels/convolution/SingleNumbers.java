package io.palavra.kernels.convolution;

import io.palavra.kernels.arithmetic.Arithmetic;

/**
 * Rows that have one number apart from zeros at most, as the one-hot vectors of letters do: of a
 * matrix that they are multiplied by, one row is taken instead of a product.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class SingleNumbers<A> {
  private static final int NONE = -1;

  private final Arithmetic<A> math;
  private int[] places = {};
  private double[] values = {};

  SingleNumbers(Arithmetic<A> math) {
    this.math = math;
  }

  /**
   * Looks rows over.
   *
   * @param x {@code [count, width]}
   * @return whether all are such rows; if not, nothing is known of any
   */
  boolean read(A x, int count, int width) {
    if (places.length < count) {
      places = new int[count];
      values = new double[count];
    }
    for (int row = 0; row < count; row++) {
      int place = NONE;
      for (int i = 0; i < width; i++) {
        double value = math.get(x, row * width + i);
        if (value != 0) {
          if (place != NONE) {
            return false;
          }
          place = i;
          values[row] = value;
        }
      }
      places[row] = place;
    }
    return true;
  }

  /** Where a row's number is; negative where there are zeros alone. */
  int place(int row) {
    return places[row];
  }

  double value(int row) {
    return values[row];
  }
}
