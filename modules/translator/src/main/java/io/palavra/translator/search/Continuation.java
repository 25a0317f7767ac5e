package io.palavra.translator.search;

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
   * @return {@code [hypotheses][vocabulary]} natural logarithms of probabilities
   */
  float[][] next(int[] parents, int[] tokens);

  /**
   * How much a hypothesis of the last call looked at each token of its source; empty without
   * attention.
   */
  default double[] looked(int hypothesis) {
    return new double[0];
  }
}
