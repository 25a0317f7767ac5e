package io.palavra.training.evaluation;

/**
 * How good the probabilities are.
 *
 * @param nll mean negative log-likelihood of the true classes, in nats
 * @param brier mean squared distance between the probabilities and the truth, summed over the
 *     classes (Brier 1950), 0 to 2
 * @param reliability in bins
 */
public record Likelihood(double nll, double brier, Reliability reliability) {

  /** Measures predictions under a calibration. */
  public static Likelihood of(Predictions predictions, Calibration calibration) {
    double brier = 0;
    for (Predictions.Row row : predictions.rows()) {
      double[] probabilities = calibration.apply(row.logits());
      for (int k = 0; k < probabilities.length; k++) {
        double distance = probabilities[k] - (k == row.truth() ? 1 : 0);
        brier += distance * distance;
      }
    }
    return new Likelihood(
        calibration.negativeLogLikelihood(predictions),
        brier / predictions.size(),
        Reliability.of(predictions, calibration));
  }

  /** Expected calibration error in {@link Reliability#BINS} bins. */
  public double ece() {
    return reliability.expectedCalibrationError();
  }
}
