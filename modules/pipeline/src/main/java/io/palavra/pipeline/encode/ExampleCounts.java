package io.palavra.pipeline.encode;

/**
 * How much there is to learn from.
 *
 * @param examples texts with a token
 * @param tokens ids in all
 * @param longest ids of the longest
 * @param cut texts of which more than {@link TextOptions#maxLength} allows is there, and the rest
 *     not read
 */
public record ExampleCounts(long examples, long tokens, int longest, long cut) {}
