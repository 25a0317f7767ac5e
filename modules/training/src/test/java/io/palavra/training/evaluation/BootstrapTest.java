package io.palavra.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BootstrapTest {

  /** The standard error of a share of 0.605 of 200 is 0.03457. */
  @Test
  void theIntervalOfAccuracyIsThatOfTheBinomial() {
    Interval interval = Bootstrap.of(Peer.predictions(), 7).interval(ConfusionMatrix::accuracy);
    assertThat(interval.low()).isEqualTo(0.605 - 1.96 * 0.03457, within(0.01));
    assertThat(interval.high()).isEqualTo(0.605 + 1.96 * 0.03457, within(0.01));
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    Predictions predictions = Peer.predictions();
    Interval first = Bootstrap.of(predictions, 7).interval(ConfusionMatrix::macroF1);
    assertThat(Bootstrap.of(predictions, 7).interval(ConfusionMatrix::macroF1)).isEqualTo(first);
    assertThat(Bootstrap.of(predictions, 8).interval(ConfusionMatrix::macroF1)).isNotEqualTo(first);
  }

  @Test
  void oneTextHasAnInterval() {
    Predictions one = Peer.of(new int[] {0}, new double[][] {{1, 0}});
    assertThat(Bootstrap.of(one, 1).interval(ConfusionMatrix::accuracy))
        .isEqualTo(new Interval(1, 1));
  }

  /** NumPy's default: linear between order statistics. */
  @Test
  void quantilesLieBetweenOrderStatistics() {
    double[] sorted = {1, 2, 3, 4};
    assertThat(Interval.quantile(sorted, 0)).isEqualTo(1);
    assertThat(Interval.quantile(sorted, 0.5)).isEqualTo(2.5);
    assertThat(Interval.quantile(sorted, 1)).isEqualTo(4);
  }
}
