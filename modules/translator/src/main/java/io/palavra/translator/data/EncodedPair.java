package io.palavra.translator.data;

/**
 * A sentence and its translation as ids, the end last on both sides.
 *
 * @param source ids to read
 * @param target ids to write
 */
public record EncodedPair(int[] source, int[] target) {}
