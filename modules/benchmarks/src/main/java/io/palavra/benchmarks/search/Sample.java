package io.palavra.benchmarks.search;

import java.util.List;
import java.util.Locale;

/**
 * Numbers of several seeds.
 *
 * @param mean of them
 * @param error of the mean, one standard deviation
 */
record Sample(double mean, double error) {

  static Sample of(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    int n = values.size();
    return new Sample(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f ± %.3f", mean, error);
  }
}
