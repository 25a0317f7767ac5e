package io.palavra.embeddings.space;

import io.palavra.embeddings.Directions;
import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * One space turned onto another by pairs of words that mean the same: the orthogonal matrix that
 * brings the unit vectors of the first words nearest to those of the second ones (Schönemann 1966;
 * Xing et al. 2015 for translations). Turning keeps all cosines inside the space.
 *
 * @param rotation {@code [dimensions][dimensions]}, for row vectors: {@code turned = row *
 *     rotation}
 * @param pairs pairs that it was found with
 */
public record Alignment(double[][] rotation, int pairs) {
  private static final int LOOKED_AT = 5;

  /** A word of the first space and one of the second that mean the same. */
  public record Pair(String first, String second) {}

  /**
   * Finds the rotation.
   *
   * @param pairs those whose words both have vectors count
   * @throws BadInputException when the spaces have other dimensions, or when no pair has vectors
   */
  public static Alignment of(WordVectors first, WordVectors second, List<Pair> pairs) {
    int n = first.dimensions();
    if (n != second.dimensions()) {
      throw BadInputException.of(
          "vectors", n + " and " + second.dimensions() + " dimensions", "the same in both spaces");
    }
    double[][] products = new double[n][n];
    int used = 0;
    for (Pair pair : pairs) {
      if (first.find(pair.first()) >= 0 && second.find(pair.second()) >= 0) {
        add(
            Directions.unit(first.vector(first.find(pair.first()))),
            Directions.unit(second.vector(second.find(pair.second()))),
            products);
        used++;
      }
    }
    if (used == 0) {
      throw BadInputException.of(
          "pairs", pairs.size() + " pairs", "some whose words both have vectors");
    }
    SingularValueDecomposition svd =
        new SingularValueDecomposition(new Array2DRowRealMatrix(products, false));
    RealMatrix rotation = svd.getU().multiply(svd.getVT());
    return new Alignment(rotation.getData(), used);
  }

  private static void add(double[] x, double[] y, double[][] products) {
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        products[i][j] += x[i] * y[j];
      }
    }
  }

  /** A vector of the first space where it lies in the second. */
  public float[] turn(float[] vector) {
    double[] sum = new double[rotation.length];
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += vector[i] * rotation[i][j];
      }
    }
    float[] turned = new float[sum.length];
    for (int j = 0; j < turned.length; j++) {
      turned[j] = (float) sum[j];
    }
    return turned;
  }

  /** All words of the first space with their vectors in the second. */
  public WordVectors turn(WordVectors first) {
    List<String> words = first.words().toList();
    return WordVectors.of(
        words, IntStream.range(0, words.size()).mapToObj(i -> turn(first.vector(i))).toList());
  }

  /**
   * Whether translations are found.
   *
   * @param asked words of the first space
   * @param atOne share of which a translation is the nearest word in the second space; 0 of no word
   * @param atFive share of which a translation is among the nearest five; 0 of no word
   */
  public record Found(int asked, double atOne, double atFive) {

    /** For people, one line; of no word there are no shares to tell. */
    public String sentence() {
      if (asked == 0) {
        return "no word held back, so nothing says how well this finds translations";
      }
      return String.format(
          Locale.ROOT,
          "%,d %s held back: %.1f %% found first, %.1f %% among the first five",
          asked,
          asked == 1 ? "word" : "words",
          100 * atOne,
          100 * atFive);
    }
  }

  /**
   * Looks for the translations of each first word among its neighbours, of which a vector of zeros
   * has none. A word is found when any of its translations is (precision at one and five, as in
   * Conneau et al. 2018).
   *
   * @param pairs those whose words both have vectors count
   */
  public Found test(WordVectors first, WordVectors second, List<Pair> pairs) {
    Map<String, Set<String>> translations = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      if (first.find(pair.first()) >= 0 && second.find(pair.second()) >= 0) {
        translations.computeIfAbsent(pair.first(), w -> new HashSet<>()).add(pair.second());
      }
    }
    int one = 0;
    int five = 0;
    for (Map.Entry<String, Set<String>> asked : translations.entrySet()) {
      float[] turned = turn(first.vector(first.find(asked.getKey())));
      List<String> near =
          second.nearest(turned, LOOKED_AT, Set.of()).stream().map(Neighbour::word).toList();
      one += near.stream().limit(1).anyMatch(asked.getValue()::contains) ? 1 : 0;
      five += near.stream().anyMatch(asked.getValue()::contains) ? 1 : 0;
    }
    int words = translations.size();
    return new Found(words, (double) one / Math.max(1, words), (double) five / Math.max(1, words));
  }
}
