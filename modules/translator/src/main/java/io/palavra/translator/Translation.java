package io.palavra.translator;

/**
 * A translation of a text.
 *
 * @param text in the other language
 * @param score what translations of one text are ranked by, 0 at best
 * @param logProbability natural logarithm of its probability, the end included
 */
public record Translation(String text, double score, double logProbability) {}
