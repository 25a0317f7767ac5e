package io.palavra.search.forest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForestTest {
  @Test
  void treesThatAgreeHaveADeviationOfNearlyNothing() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] points = {{0.1}, {0.4}, {0.9}};
    for (int i = 0; i < 200; i++) {
      double same = 1 + random.nextDouble();
      double[] values = new double[points.length];
      Arrays.fill(values, same);
      Forest.Forecast forecast = new Forest(points, values, random).forecast(new double[] {0.5});
      assertThat(forecast.deviation()).isBetween(0.0, 1e-6).isPositive();
      assertThat(forecast.mean()).isBetween(same - 1e-12, same + 1e-12);
    }
  }
}
