package io.palavra.search.space;

import java.util.Arrays;

/**
 * A place in a space: for each dimension a number from 0 to 1, or NaN where the dimension does not
 * matter. Equal where its numbers are.
 */
public final class Point {
  private final double[] units;

  private Point(double[] units) {
    this.units = units;
  }

  /**
   * @param units copied
   */
  static Point of(double[] units) {
    return new Point(units.clone());
  }

  /** The number of a dimension. */
  public double unit(int dimension) {
    return units[dimension];
  }

  /** Whether a dimension matters here. */
  public boolean active(int dimension) {
    return !Double.isNaN(units[dimension]);
  }

  /** All numbers, as a copy. */
  public double[] units() {
    return units.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Point point && Arrays.equals(units, point.units);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(units);
  }

  @Override
  public String toString() {
    return Arrays.toString(units);
  }
}
