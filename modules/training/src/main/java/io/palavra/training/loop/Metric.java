package io.palavra.training.loop;

import io.palavra.pipeline.BadInputException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What epochs are compared by.
 *
 * @param name as in {@link DevScore#metrics()}
 */
public record Metric(String name) {
  private static final Set<String> LOWER_IS_BETTER =
      Set.of("loss", "perplexity", "nats", "nll", "brier", "ece");

  /** Whether a low value is good: the losses and errors; of all else, more is better. */
  public boolean lowerIsBetter() {
    return LOWER_IS_BETTER.contains(name);
  }

  /** Whether {@code value} is better, not equal. */
  public boolean better(double value, double than) {
    return lowerIsBetter() ? value < than : value > than;
  }

  /** The value of this metric. */
  public double of(DevScore score) {
    require(score.metrics().keySet());
    return score.metrics().get(name);
  }

  /**
   * Complains unless this metric is there.
   *
   * @param known the metrics that are
   */
  public void require(Collection<String> known) {
    if (!known.contains(name)) {
      throw BadInputException.of(
          "metric", name, "one of " + String.join(", ", new TreeSet<>(known)));
    }
  }
}
