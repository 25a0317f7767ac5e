package io.palavra.search.file;

import io.palavra.pipeline.BadInputException;

/**
 * How the winner is chosen among the best, so that luck does not win.
 *
 * @param top candidates that are trained again
 * @param seeds of each, that of the search included; 1 for no repeats
 */
public record Repeats(int top, int seeds) {

  /**
   * @throws BadInputException for a number below 1
   */
  public Repeats {
    if (top < 1 || seeds < 1) {
      throw BadInputException.of("repeats", top + " and " + seeds, "whole numbers from 1");
    }
  }

  /** The best candidate wins. */
  public static Repeats none() {
    return new Repeats(1, 1);
  }
}
