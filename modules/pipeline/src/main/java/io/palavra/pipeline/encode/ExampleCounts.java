package io.palavra.pipeline.encode;

/**
 * How much there is to learn from.
 *
 * @param examples texts with a token
 * @param tokens ids in all
 * @param longest ids of the longest
 */
public record ExampleCounts(long examples, long tokens, int longest) {}
