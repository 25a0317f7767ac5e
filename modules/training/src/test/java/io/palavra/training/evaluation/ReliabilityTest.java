package io.palavra.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReliabilityTest {

  /** NumPy, 15 bins, lower edge out, upper edge in. */
  @Test
  void calibrationErrorEqualsThatOfNumpy() {
    Predictions predictions = Peer.predictions();
    assertThat(Reliability.of(predictions, Calibration.NONE).expectedCalibrationError())
        .isEqualTo(0.1573291141677599, within(1e-12));
    Calibration fitted = Calibration.fit(predictions);
    assertThat(Reliability.of(predictions, fitted).expectedCalibrationError())
        .isEqualTo(0.08197094525637344, within(1e-6));
  }

  @Test
  void brierScoreEqualsThatOfNumpy() {
    assertThat(Likelihood.of(Peer.predictions(), Calibration.NONE).brier())
        .isEqualTo(0.5183879997865168, within(1e-12));
  }

  @Test
  void certaintyFallsIntoTheLastBin() {
    double[][] logits = {{1000, 0}, {1000, 0}};
    Reliability diagram = Reliability.of(Peer.of(new int[] {0, 1}, logits), Calibration.NONE);
    Reliability.Bin last = diagram.bins().get(Reliability.BINS - 1);
    assertThat(last.count()).isEqualTo(2);
    assertThat(last.accuracy()).isEqualTo(0.5);
    assertThat(last.confidence()).isEqualTo(1);
    assertThat(diagram.expectedCalibrationError()).isEqualTo(0.5);
  }

  @Test
  void emptyBinsAreZeroAndWeighNothing() {
    Reliability diagram = Reliability.of(Peer.of(new int[0], new double[0][]), Calibration.NONE);
    assertThat(diagram.bins()).hasSize(15).allMatch(bin -> bin.count() == 0);
    assertThat(diagram.expectedCalibrationError()).isZero();
  }
}
