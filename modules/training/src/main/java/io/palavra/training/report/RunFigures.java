package io.palavra.training.report;

/**
 * What a run cost.
 *
 * @param seconds from the first step to the end of the evaluation
 * @param tokensPerSecond while training
 * @param peakMemoryBytes the most memory that the process held
 * @param seed of everything random
 */
public record RunFigures(double seconds, double tokensPerSecond, long peakMemoryBytes, long seed) {}
