package io.palavra.pipeline.option;

import io.palavra.pipeline.BadInputException;

/** What values the numbers among options may have. */
public final class OptionRange {
  private OptionRange() {}

  /**
   * Checks a whole number.
   *
   * @throws BadInputException for one below {@code least} or above {@code most}, with the option's
   *     name
   */
  public static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw BadInputException.of(
          "option " + option,
          String.valueOf(value),
          "a whole number from " + least + " to " + most);
    }
  }

  /**
   * Checks a share that leaves something, as of what is dropped.
   *
   * @throws BadInputException for one below 0, for 1 and above, and for NaN, with the option's name
   */
  public static void share(String option, double value) {
    if (!(value >= 0 && value < 1)) {
      throw BadInputException.of(
          "option " + option, String.valueOf(value), "a number from 0 to below 1");
    }
  }
}
