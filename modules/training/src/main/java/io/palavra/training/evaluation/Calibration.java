package io.palavra.training.evaluation;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * Makes a classifier's probabilities mean what they say: its logits are divided by one temperature
 * before the softmax. The temperature minimises the negative log-likelihood of the development set
 * (Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017, section
 * 4.2). It never changes which class comes first.
 *
 * @param temperature above 1 for a network that is too sure of itself, below 1 for a timid one
 */
public record Calibration(double temperature) {

  /** The lowest temperature that is fitted. */
  public static final double LOWEST = 0.01;

  /** The highest temperature that is fitted; there the probabilities are all but equal. */
  public static final double HIGHEST = 1000;

  /** Leaves the probabilities as they are. */
  public static final Calibration NONE = new Calibration(1);

  private static final int MAX_EVALUATIONS = 200;
  private static final double PRECISION = 1e-10;

  /**
   * @throws IllegalArgumentException for a temperature that is not positive and finite
   */
  public Calibration {
    if (!(temperature > 0) || !Double.isFinite(temperature)) {
      throw new IllegalArgumentException("temperature " + temperature + ", expected above 0");
    }
  }

  /**
   * The temperature for these predictions, which must not be those of the training or test set.
   *
   * <p>The negative log-likelihood is convex in the inverse temperature, so its one minimum is
   * where the derivative crosses zero. Where no finite temperature is best, the answer is still
   * defined: {@link #NONE} when the set holds no text, when all logits are equal, or when no text
   * is wrong (the likelihood then grows for ever as the temperature falls and says nothing), and
   * {@link #HIGHEST} when the logits are no better than chance.
   */
  public static Calibration fit(Predictions dev) {
    boolean informative = false;
    boolean wrong = false;
    for (Predictions.Row row : dev.rows()) {
      informative |= spread(row.logits()) > 0;
      wrong |= row.logits()[row.predicted()] > row.logits()[row.truth()];
    }
    if (!informative || !wrong) {
      return NONE;
    }
    UnivariateFunction slope = logTemperature -> slope(dev, Math.exp(-logTemperature));
    double low = Math.log(LOWEST);
    double high = Math.log(HIGHEST);
    if (slope.value(low) <= 0) {
      return new Calibration(LOWEST);
    }
    if (slope.value(high) >= 0) {
      return new Calibration(HIGHEST);
    }
    double root = new BrentSolver(PRECISION).solve(MAX_EVALUATIONS, slope, low, high);
    return new Calibration(Math.exp(root));
  }

  /** Calibrated probabilities, one a class, of one text's logits. */
  public double[] apply(double[] logits) {
    return softmax(logits, 1 / temperature);
  }

  /** Mean negative log-likelihood of the true classes, in nats. */
  public double negativeLogLikelihood(Predictions predictions) {
    double sum = 0;
    for (Predictions.Row row : predictions.rows()) {
      sum += surprise(row.logits(), row.truth(), 1 / temperature);
    }
    return sum / predictions.size();
  }

  /** Minus the log of the softmax, summed so that no probability underflows. */
  private static double surprise(double[] logits, int truth, double inverse) {
    double max = max(logits);
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp((logit - max) * inverse);
    }
    return Math.log(sum) - (logits[truth] - max) * inverse;
  }

  /**
   * Derivative of the mean negative log-likelihood by the inverse temperature: the expected minus
   * the true logit.
   */
  private static double slope(Predictions dev, double inverse) {
    double sum = 0;
    for (Predictions.Row row : dev.rows()) {
      double[] logits = row.logits();
      double max = max(logits);
      double weights = 0;
      double weighted = 0;
      for (double logit : logits) {
        double weight = Math.exp((logit - max) * inverse);
        weights += weight;
        weighted += weight == 0 ? 0 : weight * (logit - max);
      }
      sum += weighted / weights - (logits[row.truth()] - max);
    }
    return sum / dev.size();
  }

  private static double[] softmax(double[] logits, double inverse) {
    double max = max(logits);
    double[] out = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < out.length; k++) {
      out[k] = Math.exp((logits[k] - max) * inverse);
      sum += out[k];
    }
    for (int k = 0; k < out.length; k++) {
      out[k] /= sum;
    }
    return out;
  }

  private static double max(double[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    return max;
  }

  private static double spread(double[] logits) {
    double min = Double.POSITIVE_INFINITY;
    for (double logit : logits) {
      min = Math.min(min, logit);
    }
    return max(logits) - min;
  }
}
