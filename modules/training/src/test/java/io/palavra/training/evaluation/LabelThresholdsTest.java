package io.palavra.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.vocabulary.Labels;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class LabelThresholdsTest {
  private static final List<double[]> PROBABILITIES =
      List.of(
          new double[] {0.9, 0.2, 0.1},
          new double[] {0.4, 0.3, 0.1},
          new double[] {0.3, 0.1, 0.1},
          new double[] {0.1, 0.6, 0.1});
  private static final List<boolean[]> TRUTH =
      List.of(
          new boolean[] {true, false, false},
          new boolean[] {true, true, false},
          new boolean[] {false, false, false},
          new boolean[] {false, true, false});

  /** By hand: the first two are right from 0.4 on, the second label's from 0.3 on. */
  @Test
  void theyStandWhereF1IsBest() {
    double[] values = LabelThresholds.fit(PROBABILITIES, TRUTH).values();
    assertThat(values[0]).isCloseTo(0.35, within(1e-12));
    assertThat(values[1]).isCloseTo(0.25, within(1e-12));
    assertThat(values[2]).isEqualTo(0.5);
  }

  @Test
  void whatIsNoThresholdIsRefused() {
    for (double wrong : new double[] {0, -1, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> new LabelThresholds(new double[] {wrong}))
          .isInstanceOf(BadInputException.class);
    }
  }

  /** By hand: 3 of 4 sets are exact at one half; hits 2, given 2, had 4. */
  @Test
  void scoresAreThoseOfTheSets() {
    LabelSetScores scores = new LabelSetScores(new Labels(List.of("a", "b", "c")));
    LabelThresholds halves = LabelThresholds.usual(3);
    for (int i = 0; i < TRUTH.size(); i++) {
      scores.add(TRUTH.get(i), PROBABILITIES.get(i), halves.given(PROBABILITIES.get(i)));
    }
    SortedMap<String, Double> metrics = scores.metrics();
    assertThat(metrics.get("accuracy")).isEqualTo(0.75);
    assertThat(metrics.get("microF1")).isCloseTo(2 * 2 / 6.0, within(1e-12));
    assertThat(metrics.get("macroF1")).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(metrics.get("hammingLoss")).isCloseTo(2 / 12.0, within(1e-12));
  }

  @Test
  void aLabelWithALineBreakStaysOnItsLineOfTheTable() {
    LabelSetScores scores = new LabelSetScores(new Labels(List.of("nova\nlinha", "ra\ttab")));
    assertThat(scores.summary().lines().skip(2))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("nova?linha "),
            line -> assertThat(line).startsWith("ra?tab "));
  }
}
