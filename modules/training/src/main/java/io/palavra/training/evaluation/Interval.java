package io.palavra.training.evaluation;

/**
 * Where a figure lies with 95 % confidence.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {}
