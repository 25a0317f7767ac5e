package io.palavra.embeddings.space;

import io.palavra.embeddings.Directions;
import io.palavra.embeddings.WordForms;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text as the sum of its words' unit vectors, whose direction is that of their mean (as in Arora
 * et al. 2017, without their weights; fastText's sentence vectors).
 *
 * @param values {@code [dimensions]}
 * @param known words that have a vector
 * @param unknown words left out
 */
public record TextVector(float[] values, List<String> known, List<String> unknown) {

  /**
   * Words are parted by white space; one that has no vector is tried in other cases and without the
   * punctuation around it.
   *
   * @throws BadInputException when no word has a vector
   */
  public static TextVector of(WordVectors vectors, String text) {
    TextVector sum = sum(vectors, text);
    if (sum.known.isEmpty()) {
      throw BadInputException.of("text", text, "at least one word that has a vector");
    }
    return sum;
  }

  /** The mean of a text's unit vectors, as {@link #of} finds them; zeros where no word has one. */
  public static float[] mean(WordVectors vectors, String text) {
    TextVector sum = sum(vectors, text);
    float[] mean = sum.values.clone();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= Math.max(1, sum.known.size());
    }
    return mean;
  }

  private static TextVector sum(WordVectors vectors, String text) {
    float[] sum = new float[vectors.dimensions()];
    List<String> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      Optional<float[]> vector = form(vectors, word).flatMap(vectors::vector);
      boolean added = vector.isPresent() && addUnit(vector.get(), sum);
      (added ? known : unknown).add(word);
    }
    return new TextVector(sum, known, unknown);
  }

  /** The form of a word that has a vector: itself, in another case, without punctuation. */
  public static Optional<String> form(WordVectors vectors, String word) {
    String bare = word.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
    return Stream.of(word, bare)
        .filter(form -> !form.isEmpty())
        .flatMap(form -> WordForms.own(vectors, form).stream())
        .findFirst()
        .or(() -> vectors.vector(word).map(built -> word));
  }

  /** Scales the vector, too; false for one of zeros, which is none. */
  private static boolean addUnit(float[] vector, float[] sum) {
    if (!Directions.scaleToOne(vector)) {
      return false;
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += vector[i];
    }
    return true;
  }

  /** The cosine of two texts. */
  public double cosine(TextVector other) {
    return Directions.cosine(values, other.values).orElse(0);
  }
}
