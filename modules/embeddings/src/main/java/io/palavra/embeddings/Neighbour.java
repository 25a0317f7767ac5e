package io.palavra.embeddings;

/**
 * A word that is near.
 *
 * @param similarity cosine, -1 to 1
 */
public record Neighbour(String word, float similarity) {}
