package io.palavra.search.space;

import io.palavra.pipeline.BadInputException;
import java.util.OptionalLong;

/**
 * The values that an option may take, laid out over the unit interval: a strategy proposes numbers
 * from 0 to 1, and each range says what they mean. Values are {@link Double}, {@link Long} or
 * {@link String}.
 */
public interface Range {

  /**
   * The value at a place.
   *
   * @param unit from 0 to 1; equal shares of the interval are equally likely values
   */
  Object value(double unit);

  /**
   * A place whose value this is: the middle of the interval that means it.
   *
   * @throws IllegalArgumentException when the range has no such value
   */
  double unit(Object value);

  /** How many different values there are; empty for numbers without gaps. */
  OptionalLong size();

  /** Whether neighbouring places have neighbouring values. */
  boolean ordered();

  /** For people: {@code 0.001 to 0.1, log}. */
  String words();

  /** The value, from its text, so that a file can be read again. */
  Object parse(String text);

  /**
   * Checks that there is something between two bounds.
   *
   * @throws BadInputException with both bounds where there is not
   */
  static void between(double low, double high, String lowText, String highText) {
    if (!Double.isFinite(low) || !Double.isFinite(high)) {
      throw BadInputException.of("range", lowText + " to " + highText, "finite bounds");
    }
    if (low >= high) {
      throw BadInputException.of(
          "range", lowText + " to " + highText, "a lower bound below the upper one");
    }
  }
}
