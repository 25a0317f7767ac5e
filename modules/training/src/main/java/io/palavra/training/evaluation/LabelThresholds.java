package io.palavra.training.evaluation;

import io.palavra.pipeline.BadInputException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * From which probability on a text is given a label, for each label the one with the best F1 on the
 * development set (Yang, SIGIR 2001: SCut).
 *
 * @param values by label, each above 0 and at most 1
 */
public record LabelThresholds(double[] values) {
  private static final double USUAL = 0.5;

  /**
   * @throws BadInputException for a value that is no threshold
   */
  public LabelThresholds {
    values = values.clone();
    for (double value : values) {
      if (!(value > 0 && value <= 1)) {
        throw BadInputException.of(
            "thresholds", String.valueOf(value), "a number above 0, up to 1");
      }
    }
  }

  /** The same for all labels: one half. */
  public static LabelThresholds usual(int labels) {
    double[] values = new double[labels];
    Arrays.fill(values, USUAL);
    return new LabelThresholds(values);
  }

  /**
   * Chooses them; a label that no text has keeps one half.
   *
   * @param probabilities by text and label
   * @param truth by text and label
   */
  public static LabelThresholds fit(List<double[]> probabilities, List<boolean[]> truth) {
    int labels = probabilities.get(0).length;
    double[] values = new double[labels];
    for (int k = 0; k < labels; k++) {
      values[k] = best(probabilities, truth, k);
    }
    return new LabelThresholds(values);
  }

  private static double best(List<double[]> probabilities, List<boolean[]> truth, int label) {
    int[] falling =
        IntStream.range(0, truth.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -probabilities.get(i)[label]))
            .mapToInt(Integer::intValue)
            .toArray();
    long all = truth.stream().filter(has -> has[label]).count();
    double best = USUAL;
    double bestF1 = 0;
    long hits = 0;
    for (int given = 1; given <= falling.length; given++) {
      hits += truth.get(falling[given - 1])[label] ? 1 : 0;
      double lowest = probabilities.get(falling[given - 1])[label];
      double next = given < falling.length ? probabilities.get(falling[given])[label] : 0;
      double f1 = 2.0 * hits / (given + all);
      if (next < lowest && f1 > bestF1) {
        bestF1 = f1;
        best = (lowest + next) / 2;
      }
    }
    return best;
  }

  /** Which labels a text is given. */
  public boolean[] given(double[] probabilities) {
    boolean[] given = new boolean[values.length];
    for (int k = 0; k < given.length; k++) {
      given[k] = probabilities[k] >= values[k];
    }
    return given;
  }

  @Override
  public double[] values() {
    return values.clone();
  }
}
