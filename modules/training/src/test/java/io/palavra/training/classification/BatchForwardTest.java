package io.palavra.training.classification;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchForwardTest {

  @ParameterizedTest
  @CsvSource({"1,8", "8,8", "9,16", "63,64", "64,64", "65,80", "100,112", "400,448"})
  void aTextIsPaddedToAQuarterOfThePowerOfTwoBelowIt(int length, int padded) {
    assertThat(BatchForward.time(length)).isEqualTo(padded);
  }

  @Property
  void paddingCostsLittle(@ForAll @IntRange(min = 1, max = 1_000_000) int length) {
    int time = BatchForward.time(length);
    assertThat(time).isGreaterThanOrEqualTo(length);
    assertThat(time - length).isLessThan(Math.max(8, length / 4 + 1));
    assertThat(BatchForward.time(time)).isEqualTo(time);
  }
}
