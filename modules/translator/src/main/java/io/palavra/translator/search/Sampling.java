package io.palavra.translator.search;

import io.palavra.pipeline.BadInputException;

/**
 * How tokens are drawn.
 *
 * @param temperature what log-probabilities are divided by: below 1 the probable ones become more
 *     so
 * @param topK draws are from that many tokens, the most probable; 0 for all
 * @param topP draws are from the most probable tokens that together have that probability (Holtzman
 *     et al. 2020)
 * @param seed of the draws
 */
public record Sampling(double temperature, int topK, double topP, long seed) {

  /** Checks every value. */
  public Sampling {
    if (!(temperature > 0 && temperature <= 100)) {
      throw BadInputException.of(
          "option temperature", String.valueOf(temperature), "above 0, at most 100");
    }
    if (topK < 0) {
      throw BadInputException.of("option topK", String.valueOf(topK), "0 or more");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw BadInputException.of("option topP", String.valueOf(topP), "above 0, at most 1");
    }
  }

  /** From all tokens as the model says. */
  public static Sampling of(long seed) {
    return new Sampling(1, 0, 1, seed);
  }
}
