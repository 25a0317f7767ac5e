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
    allEpochs.ifPresent(value -> positive("all-epochs", value));
  }

  private static void positive(String name, Number given) {
    double value = given.doubleValue();
    if (!(value > 0) || Double.isInfinite(value)) {
      String text = given.toString().replaceFirst("\\.0$", "");
      throw BadInputException.of("budget " + name, text, "a number above 0");
    }
  }
}
