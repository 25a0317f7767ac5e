package io.palavra.embeddings.fasttext;

/**
 * A label and how sure a model is of it.
 *
 * @param name without fastText's prefix
 * @param probability from 0 to 1
 */
public record Label(String name, double probability) {}
