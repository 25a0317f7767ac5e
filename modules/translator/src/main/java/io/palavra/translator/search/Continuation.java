package io.palavra.translator.search;

import io.palavra.kernels.part.Ranked;

/**
 * A model that has read some sentences and continues their translations, many hypotheses at a time.
 * What it remembers of each hypothesis (states, keys and values) moves with the hypothesis.
 */
public interface Continuation {

  /**
   * Appends a token to hypotheses and says what may follow.
   *
   * @param parents for each new hypothesis the one that it continues: in the first call the number
   *     of a sentence, later a place in the former call's hypotheses
   * @param tokens what is appended; in the first call the beginning of the sentence
   * @param most tokens that are put in order by their probability
   * @return how probable tokens are after each hypothesis, until the next call
   */
  Ranked next(int[] parents, int[] tokens, int most);

  /**
   * How much a hypothesis of the last call looked at each token of its source; empty without
   * attention.
   */
  default double[] looked(int hypothesis) {
    return new double[0];
  }
}
