package io.palavra.translator.search;

import java.util.List;

/**
 * A translation.
 *
 * @param tokens ids without beginning and end
 * @param logProbability of the tokens and of the end, where it was reached
 * @param score what hypotheses are ranked by: the log-probability over the length penalty, and the
 *     coverage penalty
 * @param places for each token the source's token that was looked at most; empty where nobody asked
 *     for it or the model does not look
 */
public record Hypothesis(
    List<Integer> tokens, double logProbability, double score, List<Integer> places) {

  /** Copies the lists. */
  public Hypothesis {
    tokens = List.copyOf(tokens);
    places = List.copyOf(places);
  }
}
