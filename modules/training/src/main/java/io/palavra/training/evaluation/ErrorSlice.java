package io.palavra.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The errors among texts that have something in common.
 *
 * @param low the lowest value of a text in the slice
 * @param high the highest value; infinite for the last slice
 * @param texts in the slice, at least 1
 * @param errors among them
 */
public record ErrorSlice(double low, double high, long texts, long errors) {
  private static final double[] LENGTHS = {5, 10, 20, 40, 80, 160, 320, Double.POSITIVE_INFINITY};
  private static final double[] SHARES = {0, 0.05, 0.1, 0.2, 0.5, 1};

  /** The share of texts in the slice that are wrong. */
  public double errorRate() {
    return (double) errors / texts;
  }

  /** By tokens read; slices without a text are left out. */
  static List<ErrorSlice> byLength(Predictions predictions) {
    return slices(predictions, Predictions.Row::tokens, LENGTHS, 1);
  }

  /**
   * By the share of tokens that the vocabulary lacks, from 0 to 1; slices without a text are left
   * out. A text without tokens knows none.
   */
  static List<ErrorSlice> byUnknown(Predictions predictions) {
    return slices(
        predictions,
        row -> row.tokens() == 0 ? 1 : (double) row.unknown() / row.tokens(),
        SHARES,
        0);
  }

  /** Slice i holds the values above edge i-1 up to edge i. */
  private static List<ErrorSlice> slices(
      Predictions predictions,
      ToDoubleFunction<Predictions.Row> value,
      double[] edges,
      double step) {
    long[] texts = new long[edges.length];
    long[] errors = new long[edges.length];
    for (Predictions.Row row : predictions.rows()) {
      int slice = 0;
      while (slice < edges.length - 1 && value.applyAsDouble(row) > edges[slice]) {
        slice++;
      }
      texts[slice]++;
      errors[slice] += row.correct() ? 0 : 1;
    }
    List<ErrorSlice> slices = new ArrayList<>();
    for (int i = 0; i < edges.length; i++) {
      if (texts[i] > 0) {
        double low = i == 0 ? 0 : edges[i - 1] + step;
        slices.add(new ErrorSlice(low, edges[i], texts[i], errors[i]));
      }
    }
    return slices;
  }
}
