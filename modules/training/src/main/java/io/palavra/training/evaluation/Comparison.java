package io.palavra.training.evaluation;

import io.palavra.pipeline.vocabulary.Labels;
import java.util.Locale;

/**
 * A classifier beside a simpler one.
 *
 * @param name of the simpler one
 * @param accuracy of the simpler one
 * @param macroF1 of the simpler one
 * @param seconds of the simpler one's training
 * @param test whether the difference means anything; the classifier is the first
 */
public record Comparison(
    String name, double accuracy, double macroF1, double seconds, McNemar test) {

  /**
   * Sets a rival beside predictions.
   *
   * @throws IllegalArgumentException when the two did not answer the same texts
   */
  public static Comparison of(Predictions predictions, Rival rival) {
    if (rival.truth().length != predictions.size()) {
      throw new IllegalArgumentException(
          rival.name()
              + " answered "
              + rival.truth().length
              + " texts, the model "
              + predictions.size());
    }
    for (int i = 0; i < predictions.size(); i++) {
      if (rival.truth()[i] != predictions.rows().get(i).truth()) {
        throw new IllegalArgumentException(
            rival.name() + " and the model saw different classes for text " + (i + 1));
      }
    }
    McNemar test = McNemar.compare(predictions.correct(), rival.correct());
    double macroF1 = matrix(predictions.labels(), rival).macroF1();
    return new Comparison(rival.name(), rival.accuracy(), macroF1, rival.seconds(), test);
  }

  /** What the comparison comes to, in one sentence without a full stop. */
  public String sentence() {
    String counts =
        String.format(
            Locale.ROOT,
            "p %s, McNemar; %d texts right that the baseline has wrong, %d the other way round",
            pValue(test.pValue()),
            test.onlyFirst(),
            test.onlySecond());
    return switch (test.verdict()) {
      case BETTER -> "better than the baseline (" + counts + ")";
      case NO_DIFFERENCE -> "not better than the baseline (" + counts + ")";
      case WORSE -> "worse than the baseline (" + counts + ")";
    };
  }

  /** A p-value with its relation sign: {@code = 0.031}, {@code < 0.001}. */
  public static String pValue(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "= %.3f", p);
  }

  private static ConfusionMatrix matrix(Labels labels, Rival rival) {
    long[][] counts = new long[labels.size()][labels.size()];
    for (int i = 0; i < rival.truth().length; i++) {
      counts[rival.truth()[i]][rival.predicted()[i]]++;
    }
    return new ConfusionMatrix(labels, counts);
  }
}
