package io.palavra.embeddings;

import io.palavra.pipeline.BadInputException;

/** What values the numbers among options may have that need not be whole. */
public final class NumberRange {
  private NumberRange() {}

  /**
   * Checks a number.
   *
   * @throws BadInputException for one below {@code least} or above {@code most}, and for NaN, with
   *     the option's name
   */
  public static void within(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw BadInputException.of(
          "option " + option, text(value), "a number from " + text(least) + " to " + text(most));
    }
  }

  private static String text(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }
}
