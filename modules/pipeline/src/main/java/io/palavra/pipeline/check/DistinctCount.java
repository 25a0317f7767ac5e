package io.palavra.pipeline.check;

/**
 * How many different words there are.
 *
 * @param exact whether they were counted; otherwise the count is an estimate with a standard error
 *     of 0.8 % (HyperLogLog, Flajolet et al. 2007, with 2^14 registers)
 */
public record DistinctCount(long count, boolean exact) {}
