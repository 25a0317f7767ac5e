package io.palavra.embeddings.project;

import io.palavra.embeddings.Directions;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.util.List;

/**
 * Words in the plane.
 *
 * @param words in the order of the places
 * @param places {@code [words][2]}
 * @param method for people: how the places were found
 */
public record Projection(List<String> words, double[][] places, String method) {

  /** How vectors are brought down. */
  public enum Method {
    /** The two directions of greatest variance: quick, and distances mean what they say. */
    PCA,
    /** Neighbours stay together; distances between groups mean little. */
    TSNE
  }

  /**
   * Projects unit vectors of words.
   *
   * @param words that have vectors
   * @param seed of what is random in it
   * @throws BadInputException for fewer than four words
   */
  public static Projection of(WordVectors vectors, List<String> words, Method method, long seed) {
    if (words.size() < 4) {
      throw BadInputException.of("words", words.size() + " words", "at least four");
    }
    double[][] rows = new double[words.size()][];
    for (int i = 0; i < rows.length; i++) {
      String word = words.get(i);
      rows[i] =
          Directions.unit(
              vectors
                  .vector(word)
                  .orElseThrow(
                      () -> BadInputException.of("word", word, "a word that has a vector")));
    }
    Pca pca = Pca.of(rows, 2);
    if (method == Method.PCA) {
      return new Projection(
          words,
          pca.places(),
          String.format(
              java.util.Locale.ROOT, "PCA, %.0f %% of the variance", 100 * pca.explained()));
    }
    TSne tsne = TSne.standard(rows.length, seed);
    return new Projection(
        words,
        tsne.places(rows, pca.places()),
        String.format(java.util.Locale.ROOT, "t-SNE, perplexity %.0f", tsne.perplexity()));
  }
}
