package io.palavra.search.study;

import io.palavra.pipeline.BadInputException;
import java.util.Optional;

/**
 * When a search ends.
 *
 * @param candidates proposed at most
 * @param epochs of each candidate, at most
 * @param minutes in all, those before a resume included; empty for any
 * @param allEpochs of all candidates together; empty for any
 */
public record Budget(
    int candidates, int epochs, Optional<Double> minutes, Optional<Integer> allEpochs) {

  /**
   * @throws BadInputException for a number that is not above 0
   */
  public Budget {
    positive("candidates", candidates);
    positive("epochs", epochs);
    minutes.ifPresent(value -> positive("minutes", value));
    allEpochs.ifPresent(value -> positive("allEpochs", value));
  }

  private static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw BadInputException.of("budget " + name, String.valueOf(value), "a number above 0");
    }
  }
}
