package io.palavra.pipeline.split;

import io.palavra.pipeline.BadInputException;

/**
 * How texts are shared out where a data set does not say so itself.
 *
 * @param dev share of the texts that go to the development set
 * @param test share of the texts that go to the test set, where none is given
 * @param salt another salt is another split
 */
public record SplitOptions(double dev, double test, String salt) {

  /**
   * @throws BadInputException for a share out of range
   */
  public SplitOptions {
    if (!(dev > 0 && dev < 1)) {
      throw BadInputException.of("option dev", String.valueOf(dev), "a share between 0 and 1");
    }
    if (!(test > 0 && dev + test < 1)) {
      throw BadInputException.of(
          "option test", String.valueOf(test), "a share above 0 that leaves texts to learn from");
    }
  }

  /** 80 / 10 / 10, or 90 / 10 where the test set is given. */
  public static SplitOptions defaults() {
    return new SplitOptions(0.1, 0.1, "palavra");
  }
}
