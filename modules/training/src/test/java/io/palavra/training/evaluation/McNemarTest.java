package io.palavra.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.training.evaluation.McNemar.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class McNemarTest {

  /** By hand: 2 (1 + 10) / 2^10; SciPy's binomtest says the same. */
  @Test
  void fewDiscordantTextsAreTestedExactly() {
    assertThat(McNemar.of(1, 9).pValue()).isEqualTo(22.0 / 1024, within(1e-12));
    assertThat(McNemar.of(5, 7).pValue()).isEqualTo(0.7744140625, within(1e-12));
    assertThat(McNemar.of(0, 24).pValue()).isEqualTo(2 / Math.pow(2, 24), within(1e-18));
  }

  /** SciPy's chi2.sf of (|b - c| - 1)^2 / (b + c). */
  @Test
  void manyDiscordantTextsAreTestedByTheCorrectedChiSquare() {
    assertThat(McNemar.of(121, 59).pValue()).isEqualTo(5.450094825427117e-06, within(1e-15));
    assertThat(McNemar.of(30, 20).pValue()).isEqualTo(0.20309178757716426, within(1e-12));
    assertThat(McNemar.of(59, 6).pValue()).isEqualTo(1.1199327149542469e-10, within(1e-19));
    assertThat(McNemar.of(13, 12).pValue()).isEqualTo(1);
  }

  @Test
  void twoThatAlwaysAgreeDoNotDiffer() {
    boolean[] same = {true, false, true};
    McNemar test = McNemar.compare(same, same);
    assertThat(test.pValue()).isEqualTo(1);
    assertThat(test.verdict()).isEqualTo(Verdict.NO_DIFFERENCE);
  }

  @Test
  void theVerdictNamesTheFirstClassifier() {
    assertThat(McNemar.of(121, 59).verdict()).isEqualTo(Verdict.BETTER);
    assertThat(McNemar.of(59, 121).verdict()).isEqualTo(Verdict.WORSE);
    assertThat(McNemar.of(30, 20).verdict()).isEqualTo(Verdict.NO_DIFFERENCE);
  }

  @Test
  void onlyTextsThatOneAloneGotRightCount() {
    boolean[] first = {true, true, false, false, true};
    boolean[] second = {true, false, true, false, false};
    McNemar test = McNemar.compare(first, second);
    assertThat(test.onlyFirst()).isEqualTo(2);
    assertThat(test.onlySecond()).isEqualTo(1);
  }

  @Test
  void differentNumbersOfAnswersAreRefused() {
    assertThatThrownBy(() -> McNemar.compare(new boolean[2], new boolean[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 answers of the first, 3 of the second");
  }

  @Property(tries = 300)
  void thePValueIsAProbabilityAndSymmetric(
      @ForAll @IntRange(max = 60) int b, @ForAll @IntRange(max = 60) int c) {
    double p = McNemar.of(b, c).pValue();
    assertThat(p).isBetween(0.0, 1.0).isEqualTo(McNemar.of(c, b).pValue(), within(1e-12));
  }
}
