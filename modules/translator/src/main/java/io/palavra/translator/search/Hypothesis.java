package io.palavra.translator.search;

import java.util.List;

/**
 * A translation.
 *
 * @param tokens ids without beginning and end
 * @param logProbability of the tokens and of the end, where it was reached
 * @param score what hypotheses are ranked by: the log-probability over the length penalty
 * @param finished whether the model ended it, rather than the longest length
 */
public record Hypothesis(
    List<Integer> tokens, double logProbability, double score, boolean finished) {}
