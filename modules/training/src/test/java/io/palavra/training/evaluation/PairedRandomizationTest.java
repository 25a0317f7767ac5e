package io.palavra.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PairedRandomizationTest {

  /** Of right and wrong answers alone it is the exact binomial test that McNemar's is. */
  @Test
  void ofSingleAnswersItIsTheExactBinomialTest() {
    double[] first = new double[40];
    double[] second = new double[40];
    Arrays.fill(first, 0, 14, 1);
    Arrays.fill(second, 14, 18, 1);
    assertThat(PairedRandomization.pValue(first, second, 1))
        .isEqualTo(McNemar.of(14, 4).pValue(), within(0.008));
  }

  /** Four differences of one sign and any size: two of the sixteen signs are as far apart. */
  @Test
  void smallSharesCountAsTheyAre() {
    double[] first = {1, 2.0 / 3, 1, 1.0 / 3, 0.5};
    double[] second = {0, 1.0 / 3, 2.0 / 3, 0, 0.5};
    assertThat(PairedRandomization.pValue(first, second, 1)).isEqualTo(2 / 16.0, within(0.015));
  }

  @Test
  void equalsDoNotDiffer() {
    double[] scores = {1, 0, 1};
    assertThat(PairedRandomization.pValue(scores, scores, 1)).isEqualTo(1);
    assertThat(PairedRandomization.pValue(new double[0], new double[0], 1)).isEqualTo(1);
  }

  @Test
  void otherTextsAreRefused() {
    assertThatThrownBy(() -> PairedRandomization.pValue(new double[1], new double[2], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
