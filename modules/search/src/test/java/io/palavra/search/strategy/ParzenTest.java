package io.palavra.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.search.space.Choice;
import io.palavra.search.space.Continuous;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParzenTest {
  private static final Continuous UNIT = new Continuous(0, 1, false);
  private static final double[] POINTS = {0.1, 0.12, 0.7, 0.99};

  @Test
  void theDensityIntegratesToOne() {
    Parzen parzen = new Parzen(UNIT, POINTS);
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      sum += Math.exp(parzen.log((i + 0.5) / 10_000));
    }
    assertThat(sum / 10_000).isCloseTo(1, within(1e-4));
  }

  @Test
  void drawsFollowTheDensity() {
    Parzen parzen = new Parzen(UNIT, POINTS);
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[10];
    for (int i = 0; i < 50_000; i++) {
      counts[(int) (10 * parzen.draw(random))]++;
    }
    for (int bin = 0; bin < 10; bin++) {
      double expected = 0;
      for (int i = 0; i < 1000; i++) {
        expected += Math.exp(parzen.log((bin + (i + 0.5) / 1000) / 10)) / 10_000;
      }
      assertThat(counts[bin] / 50_000.0).isCloseTo(expected, within(0.01));
    }
  }

  /** Three of x, one of y, and one share that is spread over all three: 10/15, 4/15 and 1/15. */
  @Test
  void aChoiceHasTheSharesOfItsValues() {
    Choice choice = new Choice(List.of("x", "y", "z"));
    double x = choice.unit("x");
    Parzen parzen = new Parzen(choice, new double[] {x, choice.unit("y"), x, x});
    assertThat(Math.exp(parzen.log(x))).isCloseTo(10 / 15.0, within(1e-9));
    assertThat(Math.exp(parzen.log(choice.unit("y")))).isCloseTo(4 / 15.0, within(1e-9));
    assertThat(Math.exp(parzen.log(choice.unit("z")))).isCloseTo(1 / 15.0, within(1e-9));
  }
}
