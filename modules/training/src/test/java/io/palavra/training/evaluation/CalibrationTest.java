package io.palavra.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  /** The minimum by SciPy's bounded search. */
  @Test
  void theTemperatureIsWhereScipyFindsTheMinimum() {
    Predictions dev = Peer.predictions();
    Calibration fitted = Calibration.fit(dev);
    assertThat(fitted.temperature()).isEqualTo(1.7315926535330064, within(1e-6));
    assertThat(fitted.negativeLogLikelihood(dev)).isEqualTo(0.7837405163117631, within(1e-9));
    assertThat(Calibration.NONE.negativeLogLikelihood(dev))
        .isEqualTo(0.8574891054885918, within(1e-12));
  }

  /** Right three times in four at a log-odds of 1: the temperature must make that ln 3. */
  @Test
  void twoClassesHaveAClosedForm() {
    double[][] logits = {{1, 0}, {1, 0}, {1, 0}, {1, 0}};
    Calibration fitted = Calibration.fit(Peer.of(new int[] {0, 0, 0, 1}, logits));
    assertThat(fitted.temperature()).isEqualTo(1 / Math.log(3), within(1e-8));
    assertThat(fitted.apply(new double[] {1, 0})[0]).isEqualTo(0.75, within(1e-8));
  }

  @Test
  void aSetThatSaysNothingLeavesProbabilitiesAlone() {
    assertThat(Calibration.fit(Peer.of(new int[0], new double[0][]))).isEqualTo(Calibration.NONE);
    double[][] equal = {{2, 2}, {5, 5}};
    assertThat(Calibration.fit(Peer.of(new int[] {0, 1}, equal))).isEqualTo(Calibration.NONE);
    double[][] right = {{2, 0}, {0, 1}};
    assertThat(Calibration.fit(Peer.of(new int[] {0, 1}, right))).isEqualTo(Calibration.NONE);
  }

  @Test
  void aModelThatIsWorseThanChanceIsMadeUnsure() {
    double[][] logits = {{1, 0}, {1, 0}, {0, 1}};
    Calibration fitted = Calibration.fit(Peer.of(new int[] {1, 1, 1}, logits));
    assertThat(fitted.temperature()).isEqualTo(Calibration.HIGHEST);
    assertThat(fitted.apply(new double[] {1, 0})[0]).isEqualTo(0.5, within(1e-3));
  }

  @Test
  void hugeLogitsNeitherOverflowNorUnderflow() {
    double[][] logits = {{1e30, 0}, {3e38, -3e38}, {1e4, 9_990}};
    Predictions dev = Peer.of(new int[] {0, 1, 1}, logits);
    Calibration fitted = Calibration.fit(dev);
    assertThat(fitted.temperature()).isEqualTo(Calibration.HIGHEST);
    assertThat(Calibration.NONE.apply(logits[1])).containsExactly(1, 0);
    assertThat(Calibration.NONE.negativeLogLikelihood(dev)).isFinite();
  }

  @Test
  void aTemperatureThatIsNotPositiveIsRefused() {
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Calibration(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("temperature");
    }
  }

  @Property(tries = 200)
  void probabilitiesSumToOneAndKeepTheOrder(
      @ForAll @Size(4) List<@DoubleRange(min = -1e6, max = 1e6) Double> logits,
      @ForAll @DoubleRange(min = 0.01, max = 1000) double temperature) {
    double[] z = logits.stream().mapToDouble(d -> d).toArray();
    double[] p = new Calibration(temperature).apply(z);
    assertThat(Arrays.stream(p).sum()).isEqualTo(1, within(1e-9));
    for (int i = 0; i < z.length; i++) {
      for (int j = 0; j < z.length; j++) {
        if (z[i] > z[j]) {
          assertThat(p[i]).isGreaterThanOrEqualTo(p[j]);
        }
      }
    }
  }

  @Property(tries = 50)
  void noTemperatureNearbyIsBetter(@ForAll @DoubleRange(min = 0.1, max = 20) double scale) {
    Predictions peer = Peer.predictions();
    List<Predictions.Row> rows = new ArrayList<>();
    for (Predictions.Row row : peer.rows()) {
      double[] logits = Arrays.stream(row.logits()).map(z -> z * scale).toArray();
      rows.add(new Predictions.Row(row.text(), row.place(), row.truth(), logits, 1, 0));
    }
    Predictions scaled = new Predictions(peer.labels(), rows);
    Calibration fitted = Calibration.fit(scaled);
    assertThat(fitted.temperature()).isEqualTo(1.7315926535330064 * scale, within(1e-5 * scale));
    double best = fitted.negativeLogLikelihood(scaled);
    for (double factor : new double[] {0.9, 1.1}) {
      Calibration other = new Calibration(fitted.temperature() * factor);
      assertThat(other.negativeLogLikelihood(scaled)).isGreaterThan(best);
    }
  }
}
