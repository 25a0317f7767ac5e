package io.palavra.training.bundle;

import java.util.Arrays;

/**
 * A named array of a bundle, row-major. Equal to another when shape and every bit are.
 *
 * @param shape of any rank
 * @param values as many as the shape's product
 */
public record FloatTensor(long[] shape, float[] values) {

  /**
   * Checks that the values fill the shape.
   *
   * @throws IllegalArgumentException when they do not
   */
  public FloatTensor {
    if (places(shape) != values.length) {
      throw new IllegalArgumentException(
          values.length + " values for the shape " + Arrays.toString(shape));
    }
  }

  /**
   * The product of a shape.
   *
   * @throws IllegalArgumentException when a size is negative or the product is too large
   */
  static long places(long[] shape) {
    long product = 1;
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("a negative size in " + Arrays.toString(shape));
      }
      try {
        product = Math.multiplyExact(product, size);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("no room for " + Arrays.toString(shape), e);
      }
    }
    return product;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatTensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "float" + Arrays.toString(shape);
  }
}
