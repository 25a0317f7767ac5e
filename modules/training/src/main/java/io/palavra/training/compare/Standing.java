package io.palavra.training.compare;

import java.util.List;

/**
 * A contestant's figures over its seeds.
 *
 * @param name of the contestant
 * @param accuracies on the test part, one a seed
 * @param macroF1 mean over the seeds
 * @param minutes of a training, mean
 * @param bytes of a model, mean
 * @param textsPerSecond mean
 * @param pValue of the difference in accuracy to the reference; 1 for the reference itself
 * @param outcomes one a seed
 */
public record Standing(
    String name,
    List<Double> accuracies,
    double macroF1,
    double minutes,
    double bytes,
    double textsPerSecond,
    double pValue,
    List<Outcome> outcomes) {

  /** Copies the lists. */
  public Standing {
    accuracies = List.copyOf(accuracies);
    outcomes = List.copyOf(outcomes);
  }

  /** Mean over the seeds. */
  public double accuracy() {
    return mean(accuracies);
  }

  /** Standard deviation over the seeds, 0 with one seed. */
  public double spread() {
    return deviation(accuracies);
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  static double deviation(List<Double> values) {
    double mean = mean(values);
    double sum = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return values.size() < 2 ? 0 : Math.sqrt(sum / (values.size() - 1));
  }
}
