package io.palavra.training.evaluation;

import io.palavra.pipeline.BadInputException;
import java.util.Optional;

/** Scores a classifier by its predictions. */
public final class Evaluation {
  private static final int WORST_ERRORS = 20;

  private Evaluation() {}

  /**
   * The report on predictions alone.
   *
   * @param test predictions for texts that took no part in any choice
   * @param calibration fitted on the development set
   * @param seed of the bootstrap
   * @throws BadInputException when there is no text
   */
  public static EvaluationReport of(Predictions test, Calibration calibration, long seed) {
    return report(test, calibration, Optional.empty(), seed);
  }

  /**
   * The report on predictions beside those of a simpler classifier.
   *
   * @throws BadInputException when there is no text
   * @throws IllegalArgumentException when the two did not answer the same texts
   */
  public static EvaluationReport of(
      Predictions test, Calibration calibration, Rival baseline, long seed) {
    return report(test, calibration, Optional.of(Comparison.of(test, baseline)), seed);
  }

  private static EvaluationReport report(
      Predictions test, Calibration calibration, Optional<Comparison> baseline, long seed) {
    if (test.size() == 0) {
      throw BadInputException.of("data", "at least one labelled text to evaluate on");
    }
    Bootstrap bootstrap = Bootstrap.of(test, seed);
    return new EvaluationReport(
        ConfusionMatrix.of(test),
        bootstrap.interval(ConfusionMatrix::accuracy),
        bootstrap.interval(ConfusionMatrix::macroF1),
        calibration,
        Likelihood.of(test, Calibration.NONE),
        Likelihood.of(test, calibration),
        ErrorSlice.byLength(test),
        ErrorSlice.byUnknown(test),
        WorstError.of(test, calibration, WORST_ERRORS),
        baseline);
  }
}
