package io.palavra.pipeline.check;

/**
 * How long texts are. Minimum, mean and maximum are exact; a percentile is exact below 512 and at
 * most 0.4 % too low above.
 */
public record Lengths(
    long min, double mean, long p5, long median, long p90, long p95, long p99, long max) {}
