package io.palavra.benchmarks.sidebyside;

import io.palavra.benchmarks.Timing;
import java.util.List;
import java.util.Locale;

/**
 * What a step costs: seconds, and bytes that all threads of Java allocate for it.
 *
 * @param median of the seconds
 * @param low a tenth of the steps took less
 * @param high a tenth took more
 * @param bytes 0 where they are not known
 */
public record StepCost(double median, double low, double high, double bytes) {

  static StepCost of(List<Double> seconds, double bytes) {
    return new StepCost(
        Timing.median(seconds),
        Timing.quantile(seconds, 0.1),
        Timing.quantile(seconds, 0.9),
        bytes);
  }

  /** For people. */
  public String line(String title) {
    return String.format(
        Locale.ROOT,
        "%-46s %.2f ms a step (%.2f to %.2f), %,.0f kB allocated",
        title,
        median * 1e3,
        low * 1e3,
        high * 1e3,
        bytes / 1024);
  }
}
