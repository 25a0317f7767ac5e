package io.palavra.pipeline.token;

/**
 * A piece of a text.
 *
 * @param text the token as the vocabulary knows it: normalised, perhaps lower-cased or folded
 * @param start offset in UTF-16 units of the original text where it begins
 * @param end offset behind its last unit
 */
public record Token(String text, int start, int end) {}
