package io.palavra.embeddings;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** Unit vectors and cosines. A vector of nothing but zeros has no direction. */
public final class Directions {
  private Directions() {}

  /** The length of a vector. */
  public static double length(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    return Math.sqrt(square);
  }

  /**
   * Gives a vector the length 1, in place.
   *
   * @return false for one of zeros, which stays as it is
   */
  public static boolean scaleToOne(float[] vector) {
    double length = length(vector);
    if (!(length > 0)) {
      return false;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return true;
  }

  /**
   * A vector to be compared with rows: a copy of length 1, as wide as they are; empty for zeros.
   *
   * @throws IllegalArgumentException when it has another number of dimensions, or a number that is
   *     not finite
   */
  public static Optional<float[]> query(float[] vector, int dimensions) {
    requireQuery(vector, dimensions);
    float[] query = Arrays.copyOf(vector, WordVectors.width(dimensions));
    return scaleToOne(query) ? Optional.of(query) : Optional.empty();
  }

  /**
   * Looks whether a vector can be compared with others.
   *
   * @throws IllegalArgumentException when it has another number of dimensions, or a number that is
   *     not finite
   */
  public static void requireQuery(float[] vector, int dimensions) {
    if (vector.length != dimensions) {
      throw new IllegalArgumentException(vector.length + " numbers instead of " + dimensions);
    }
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(value + " in a vector to compare with");
      }
    }
  }

  /** A copy of length 1 in double precision; zeros for zeros. */
  public static double[] unit(float[] vector) {
    double length = length(vector);
    double[] unit = new double[vector.length];
    for (int i = 0; i < unit.length && length > 0; i++) {
      unit[i] = vector[i] / length;
    }
    return unit;
  }

  /** The cosine of two vectors of one size; empty where one of them is zeros. */
  public static OptionalDouble cosine(float[] a, float[] b) {
    double product = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return aa > 0 && bb > 0
        ? OptionalDouble.of(product / Math.sqrt(aa * bb))
        : OptionalDouble.empty();
  }
}
