package io.palavra.embeddings.space;

import io.palavra.embeddings.Directions;
import io.palavra.embeddings.Greatest;
import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.util.List;

/**
 * Analogies by multiplication, 3CosMul (Levy and Goldberg 2014, "Linguistic Regularities in Sparse
 * and Explicit Word Representations", equation 4): no single large cosine decides.
 */
public final class CosMul {
  /** Against division by zero, as in the paper. */
  private static final double EPSILON = 0.001;

  private CosMul() {}

  /**
   * What is to {@code c} as {@code b} is to {@code a}; the three themselves, and words whose
   * vectors are zeros, are left out.
   *
   * @return with the score of the equation in place of a cosine
   */
  public static List<Neighbour> analogy(
      WordVectors vectors, String a, String b, String c, int count) {
    float[] toA = vectors.similarities(known(vectors, a));
    float[] toB = vectors.similarities(known(vectors, b));
    float[] toC = vectors.similarities(known(vectors, c));
    List<Integer> themselves = List.of(vectors.find(a), vectors.find(b), vectors.find(c));
    Greatest best = new Greatest(count);
    for (int i = 0; i < toA.length; i++) {
      float score = (float) (share(toB[i]) * share(toC[i]) / (share(toA[i]) + EPSILON));
      if (best.takes(score)
          && !themselves.contains(i)
          && Directions.length(vectors.vector(i)) > 0) {
        best.add(i, score);
      }
    }
    return best.sorted().stream()
        .map(hit -> new Neighbour(vectors.word(hit.number()), hit.score()))
        .toList();
  }

  /** From -1..1 to 0..1. */
  private static double share(float cosine) {
    return (cosine + 1) / 2;
  }

  private static float[] known(WordVectors vectors, String word) {
    return vectors
        .vector(word)
        .orElseThrow(
            () ->
                BadInputException.of(
                    "word", word, "one of the " + vectors.size() + " that have vectors"));
  }
}
