package io.palavra.embeddings.project;

import io.palavra.embeddings.Directions;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.report.Messages;
import io.palavra.training.report.ReportLanguage;
import java.util.List;

/**
 * Words in the plane.
 *
 * @param words in the order of the places
 * @param places {@code [words][2]}
 * @param method how the places were found
 * @param figure of {@link Method#PCA} the share of the variance that the plane has, of {@link
 *     Method#TSNE} the perplexity
 */
public record Projection(List<String> words, double[][] places, Method method, double figure) {

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
      return new Projection(words, pca.places(), method, pca.explained());
    }
    TSne tsne = TSne.standard(rows.length, seed);
    return new Projection(words, tsne.places(rows, pca.places()), method, tsne.perplexity());
  }

  /** How the places were found, for people. */
  String described(ReportLanguage language) {
    Messages messages = Messages.of(language, Projection.class);
    return switch (method) {
      case PCA -> messages.get("pca", messages.number(100 * figure, 0));
      case TSNE -> messages.get("tsne", messages.number(figure, 0));
    };
  }
}
