package io.palavra.embeddings.space;

import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A text as the mean of its words' unit vectors (as in Arora et al. 2017, without their weights),
 * as fastText's sentence vectors are.
 *
 * @param values {@code [dimensions]}
 * @param known words that have a vector
 * @param unknown words left out
 */
public record TextVector(float[] values, List<String> known, List<String> unknown) {

  /**
   * Words are parted by white space; one that has no vector is tried in lower case and without the
   * punctuation around it.
   *
   * @throws BadInputException when no word has a vector
   */
  public static TextVector of(WordVectors vectors, String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    float[] sum = new float[vectors.dimensions()];
    List<String> known = new java.util.ArrayList<>();
    List<String> unknown = new java.util.ArrayList<>();
    for (String word : words) {
      Optional<float[]> vector = form(vectors, word).flatMap(vectors::vector);
      if (vector.isPresent()) {
        addUnit(vector.get(), sum);
        known.add(word);
      } else {
        unknown.add(word);
      }
    }
    if (known.isEmpty()) {
      throw BadInputException.of("text", text, "at least one word that has a vector");
    }
    return new TextVector(sum, known, unknown);
  }

  /** The form of a word that has a vector: itself, in lower case, without punctuation. */
  static Optional<String> form(WordVectors vectors, String word) {
    String bare = word.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
    for (String form :
        List.of(word, word.toLowerCase(Locale.ROOT), bare, bare.toLowerCase(Locale.ROOT))) {
      if (!form.isEmpty() && vectors.find(form) >= 0) {
        return Optional.of(form);
      }
    }
    return vectors.vector(word).isPresent() ? Optional.of(word) : Optional.empty();
  }

  private static void addUnit(float[] vector, float[] sum) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    float factor = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * vector[i];
    }
  }

  /** The cosine of two texts. */
  public double cosine(TextVector other) {
    return Cosine.of(values, other.values);
  }
}
