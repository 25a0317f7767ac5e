package io.palavra.training.evaluation;

import io.palavra.pipeline.corpus.Place;
import java.util.Comparator;
import java.util.List;

/**
 * A text on which the classifier was sure and wrong.
 *
 * @param text as it stands in the file
 * @param place where it stands
 * @param truth its class
 * @param predicted the class it was given
 * @param probability calibrated, of the class it was given
 */
public record WorstError(
    String text, Place place, String truth, String predicted, double probability) {

  /** The wrong answers with the highest probability, the surest first, equals in file order. */
  static List<WorstError> of(Predictions predictions, Calibration calibration, int most) {
    return predictions.rows().stream()
        .filter(row -> !row.correct())
        .map(row -> error(predictions, row, calibration))
        .sorted(Comparator.comparingDouble(WorstError::probability).reversed())
        .limit(most)
        .toList();
  }

  private static WorstError error(
      Predictions predictions, Predictions.Row row, Calibration calibration) {
    return new WorstError(
        row.text(),
        row.place(),
        predictions.labels().name(row.truth()),
        predictions.labels().name(row.predicted()),
        calibration.apply(row.logits())[row.predicted()]);
  }
}
