package io.palavra.search.trial;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.NearestName;
import io.palavra.training.loop.Metric;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What candidates are compared by.
 *
 * @param metric one on the development set, taken where the model was best; or one of {@link
 *     #OF_THE_RUN}
 * @param minimise whether less is better
 */
public record Objective(String metric, boolean minimise) {
  private static final String TOKENS = "tokensPerSecond";
  private static final String SECONDS = "secondsPerEpoch";

  /** Tokens learned from a second, and seconds an epoch. */
  public static final Set<String> OF_THE_RUN = Set.of(TOKENS, SECONDS);

  /** In the direction that is usual for this metric. */
  public static Objective usual(String metric) {
    boolean less = metric.equals(SECONDS) || new Metric(metric).lowerIsBetter();
    return new Objective(metric, less);
  }

  /** Whether it is measured on the development set. */
  public boolean ofTheModel() {
    return !OF_THE_RUN.contains(metric);
  }

  /** The value of a candidate; empty where it has none, or none that is finite. */
  public OptionalDouble of(Trial trial) {
    double value =
        switch (metric) {
          case TOKENS ->
              trial.history().stream()
                  .mapToDouble(EpochScore::tokensPerSecond)
                  .average()
                  .orElse(Double.NaN);
          case SECONDS ->
              trial.history().stream()
                  .mapToDouble(EpochScore::seconds)
                  .average()
                  .orElse(Double.NaN);
          default ->
              trial
                  .best()
                  .map(e -> e.metrics().getOrDefault(metric, Double.NaN))
                  .orElse(Double.NaN);
        };
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** To be made small: the value or its negative; infinite for a candidate that has failed. */
  public double loss(Trial trial) {
    OptionalDouble value = of(trial);
    if (trial.status() == TrialStatus.FAILED || value.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    return minimise ? value.getAsDouble() : -value.getAsDouble();
  }

  /**
   * Complains unless a candidate reports this.
   *
   * @param reported metrics on its development set
   * @throws BadInputException with all that it reports
   */
  public void require(Collection<String> reported) {
    if (ofTheModel() && !reported.contains(metric)) {
      SortedSet<String> known = new TreeSet<>(reported);
      known.addAll(OF_THE_RUN);
      throw BadInputException.of("objective", metric, NearestName.choice(metric, known));
    }
  }

  /** For people: {@code accuracy, more is better}. */
  public String words() {
    return metric + (minimise ? ", less is better" : ", more is better");
  }
}
