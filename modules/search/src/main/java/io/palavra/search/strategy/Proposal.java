package io.palavra.search.strategy;

import io.palavra.search.space.Point;

/**
 * Something to try.
 *
 * @param candidate from 0; the same one again is to be trained further, from where it stopped
 * @param point its options
 * @param epochs it shall have been trained when its answer is due, those before included
 */
public record Proposal(int candidate, Point point, int epochs) {}
