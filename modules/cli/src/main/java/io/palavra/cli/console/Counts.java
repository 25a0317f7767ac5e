package io.palavra.cli.console;

import io.palavra.pipeline.BadInputException;

/** Options that say how many. */
public final class Counts {
  private static final int MOST = 1_000_000;

  private Counts() {}

  public static void require(String option, int value) {
    if (value < 1 || value > MOST) {
      throw BadInputException.of(
          "option " + option, Integer.toString(value), "a whole number from 1 to " + MOST);
    }
  }
}
