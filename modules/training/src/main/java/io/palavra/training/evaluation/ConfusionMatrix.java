package io.palavra.training.evaluation;

import io.palavra.pipeline.vocabulary.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each class was taken for each.
 *
 * <p>A ratio whose denominator is zero is 0: the precision of a class that was never predicted, the
 * recall of a class without a text. Macro averages run over the classes that have a text or a
 * prediction, so a class that the set does not know lowers nothing (scikit-learn does the same).
 *
 * @param labels the classes
 * @param counts {@code [truth, predicted]} texts
 */
public record ConfusionMatrix(Labels labels, long[][] counts) {

  /**
   * @throws IllegalArgumentException when the counts are not a square of the classes
   */
  public ConfusionMatrix {
    if (counts.length != labels.size()) {
      throw new IllegalArgumentException(counts.length + " rows for " + labels.size() + " classes");
    }
    for (long[] row : counts) {
      if (row.length != labels.size()) {
        throw new IllegalArgumentException(
            row.length + " columns for " + labels.size() + " classes");
      }
    }
  }

  /** Counts predictions. */
  public static ConfusionMatrix of(Predictions predictions) {
    int classes = predictions.labels().size();
    long[][] counts = new long[classes][classes];
    for (Predictions.Row row : predictions.rows()) {
      counts[row.truth()][row.predicted()]++;
    }
    return new ConfusionMatrix(predictions.labels(), counts);
  }

  /** All texts. */
  public long total() {
    long sum = 0;
    for (long[] row : counts) {
      for (long count : row) {
        sum += count;
      }
    }
    return sum;
  }

  /** Texts whose class was found. */
  public long hits() {
    long sum = 0;
    for (int k = 0; k < counts.length; k++) {
      sum += counts[k][k];
    }
    return sum;
  }

  /** The share of texts whose class was found; 0 without texts. */
  public double accuracy() {
    return ratio(hits(), total());
  }

  /** Unweighted mean of the classes' F1. */
  public double macroF1() {
    double sum = 0;
    int present = 0;
    for (ClassScore score : classes()) {
      if (score.support() > 0 || score.predicted() > 0) {
        sum += score.f1();
        present++;
      }
    }
    return present == 0 ? 0 : sum / present;
  }

  /** Mean of the classes' F1, weighted by their texts. */
  public double weightedF1() {
    double sum = 0;
    long support = 0;
    for (ClassScore score : classes()) {
      sum += score.f1() * score.support();
      support += score.support();
    }
    return support == 0 ? 0 : sum / support;
  }

  /** The scores of each class, by index. */
  public List<ClassScore> classes() {
    List<ClassScore> scores = new ArrayList<>(counts.length);
    for (int k = 0; k < counts.length; k++) {
      long support = 0;
      long predicted = 0;
      for (int j = 0; j < counts.length; j++) {
        support += counts[k][j];
        predicted += counts[j][k];
      }
      scores.add(ClassScore.of(labels.name(k), support, predicted, counts[k][k]));
    }
    return scores;
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /**
   * One class.
   *
   * @param label its name
   * @param support texts of the class
   * @param predicted texts that were given the class
   * @param hits texts of the class that were given it
   * @param precision hits of predicted
   * @param recall hits of support
   * @param f1 harmonic mean of both
   */
  public record ClassScore(
      String label,
      long support,
      long predicted,
      long hits,
      double precision,
      double recall,
      double f1) {

    static ClassScore of(String label, long support, long predicted, long hits) {
      return new ClassScore(
          label,
          support,
          predicted,
          hits,
          ratio(hits, predicted),
          ratio(hits, support),
          ratio(2 * hits, support + predicted));
    }
  }
}
