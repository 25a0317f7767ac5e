package io.palavra.training.bundle;

/**
 * A named array of a bundle, row-major.
 *
 * @param shape of any rank
 * @param values as many as the shape's product
 */
public record FloatTensor(long[] shape, float[] values) {

  /** Checks that the values fill the shape. */
  public FloatTensor {
    long product = 1;
    for (long size : shape) {
      product = Math.multiplyExact(product, size);
    }
    if (product != values.length) {
      throw new IllegalArgumentException(values.length + " values for " + product + " places");
    }
  }
}
