package io.palavra.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.vocabulary.Labels;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final double EXACT = 1e-12;

  @Test
  void scoresEqualThoseOfScikitLearn() {
    ConfusionMatrix matrix = ConfusionMatrix.of(Peer.predictions());
    assertThat(matrix.counts())
        .isDeepEqualTo(new long[][] {{39, 13, 11}, {15, 40, 11}, {17, 12, 42}});
    assertThat(matrix.accuracy()).isEqualTo(0.605, within(EXACT));
    assertThat(matrix.macroF1()).isEqualTo(0.6049995991205973, within(EXACT));
    assertThat(matrix.weightedF1()).isEqualTo(0.6057738154013648, within(EXACT));
    assertThat(matrix.classes().get(2).precision()).isEqualTo(0.65625, within(EXACT));
    assertThat(matrix.classes().get(2).recall()).isEqualTo(0.5915492957746479, within(EXACT));
    assertThat(matrix.classes().get(2).f1()).isEqualTo(0.6222222222222222, within(EXACT));
    assertThat(matrix.classes().get(2).support()).isEqualTo(71);
  }

  /** scikit-learn: truth 0 0 1 1 2 3, predicted 0 1 1 1 0 0, {@code zero_division=0}. */
  @Test
  void aClassThatIsNeverPredictedHasZeroScoresAndCounts() {
    long[][] counts = {{1, 1, 0, 0}, {0, 2, 0, 0}, {1, 0, 0, 0}, {1, 0, 0, 0}};
    ConfusionMatrix matrix = new ConfusionMatrix(new Labels(List.of("a", "b", "c", "d")), counts);
    assertThat(matrix.classes().get(2).precision()).isZero();
    assertThat(matrix.classes().get(2).f1()).isZero();
    assertThat(matrix.macroF1()).isEqualTo(0.3, within(EXACT));
    assertThat(matrix.weightedF1()).isEqualTo(0.4, within(EXACT));
  }

  @Test
  void aClassWithoutTextAndPredictionLeavesTheMacroAverageAlone() {
    long[][] counts = {{3, 1, 0}, {1, 3, 0}, {0, 0, 0}};
    ConfusionMatrix matrix = new ConfusionMatrix(new Labels(List.of("a", "b", "c")), counts);
    assertThat(matrix.classes().get(2).recall()).isZero();
    assertThat(matrix.macroF1()).isEqualTo(0.75, within(EXACT));
  }

  @Test
  void withoutTextsEveryShareIsZero() {
    ConfusionMatrix matrix = new ConfusionMatrix(new Labels(List.of("a")), new long[][] {{0}});
    assertThat(matrix.accuracy()).isZero();
    assertThat(matrix.macroF1()).isZero();
    assertThat(matrix.weightedF1()).isZero();
  }

  @Test
  void countsThatAreNoSquareAreRefused() {
    assertThatThrownBy(() -> new ConfusionMatrix(new Labels(List.of("a")), new long[][] {{1, 2}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 columns for 1 classes");
  }
}
