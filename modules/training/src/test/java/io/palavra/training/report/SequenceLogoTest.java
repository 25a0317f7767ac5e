package io.palavra.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.training.kind.UnitPattern;
import io.palavra.training.kind.UnitPattern.Stretch;
import io.palavra.training.report.SequenceLogo.Motif;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceLogoTest {

  private static Stretch stretch(String bases, double activation, int texts) {
    return new Stretch(List.of(bases.split("")), bases, activation, texts);
  }

  private static Motif motif(Stretch... stretches) {
    return Motif.of(new UnitPattern("filter 1 of width 3", "+", List.of(stretches)));
  }

  @Test
  void aMotifIsOfWholeStretchesAtHalfTheStrongestOrMore() {
    Motif motif =
        motif(
            stretch("acg", 4, 5),
            stretch("ccn", 2, 3),
            stretch("ac", 4, 100),
            stretch("ttt", 1.9, 100));
    assertThat(motif.texts()).isEqualTo(8);
    assertThat(motif.counts())
        .isDeepEqualTo(new double[][] {{5, 3, 0, 0}, {0, 8, 0, 0}, {0, 0, 5, 0}});
  }

  @Test
  void bitsAreThoseOfSchneiderWithTheCorrectionForFewBases() {
    double ln2 = Math.log(2);
    assertThat(SequenceLogo.bits(new double[] {100, 0, 0, 0}))
        .isCloseTo(2 - 3 / (200 * ln2), within(1e-12));
    // Half and half is one bit of entropy.
    assertThat(SequenceLogo.bits(new double[] {0, 20, 20, 0}))
        .isCloseTo(2 - 1 - 3 / (80 * ln2), within(1e-12));
    assertThat(SequenceLogo.bits(new double[] {1, 0, 0, 0})).isZero();
    assertThat(SequenceLogo.bits(new double[] {5, 5, 5, 5})).isZero();
    assertThat(SequenceLogo.bits(new double[4])).isZero();
  }

  @Test
  void aMotifOfManyTextsHasMoreInformationThanALongerOneOfASingleText() {
    Motif planted = motif(stretch("tataat", 3, 50));
    Motif chance = motif(stretch("gcgattacagt", 9, 1));
    assertThat(planted.information()).isGreaterThan(chance.information());
  }
}
