package io.palavra.embeddings.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hidden vectors that meet the same output rows one after the other, beside a plain loop. */
class StepTest {
  private static final int WIDTH = 32;
  private static final int PATH = 12;
  private static final float RATE = 0.005f;

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 10})
  void hiddenVectorsInTurnAreDrawnToThoseBeforeThem(int rows) {
    for (RowMath math : new RowMath[] {RowMaths.best(), RowMaths.plain()}) {
      float[] hidden = floats(rows * WIDTH);
      float[] output = floats(PATH * WIDTH);
      float[] labels = new float[PATH];
      float[] weights = new float[PATH];
      for (int k = 0; k < PATH; k++) {
        labels[k] = random.nextInt(2);
        weights[k] = k < PATH - 2 ? 1 : 0;
      }
      double[] apart = doubles(hidden);
      double[] apartRows = doubles(output);
      inTurn(apart, apartRows, labels, weights);
      float[] together = hidden.clone();
      float[] togetherRows = output.clone();
      step(math, togetherRows)
          .take(together, places(rows), rows, places(PATH), labels, weights, PATH, RATE);
      step(math, output)
          .takeInTurn(hidden, places(rows), rows, places(PATH), labels, weights, PATH, RATE);
      double left = farthest(apart, hidden);
      assertThat(left).isLessThan(1e-6 + 0.1 * farthest(apart, together));
      assertThat(farthest(apartRows, output)).isLessThan(1e-5);
      assertThat(farthest(apart, together) > 1e-5).isEqualTo(rows > 1);
    }
  }

  /** Slopes by the values before, and each vector's step behind the steps of those before it. */
  private static void inTurn(double[] hidden, double[] output, float[] labels, float[] weights) {
    int rows = hidden.length / WIDTH;
    double[][] slopes = new double[rows][PATH];
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < PATH; k++) {
        double score = 0;
        for (int i = 0; i < WIDTH; i++) {
          score += hidden[r * WIDTH + i] * output[k * WIDTH + i];
        }
        slopes[r][k] = RATE * weights[k] * (labels[k] - 1 / (1 + Math.exp(-score)));
      }
    }
    for (int r = 0; r < rows; r++) {
      double[] change = new double[WIDTH];
      for (int k = 0; k < PATH; k++) {
        for (int i = 0; i < WIDTH; i++) {
          change[i] += slopes[r][k] * output[k * WIDTH + i];
          output[k * WIDTH + i] += slopes[r][k] * hidden[r * WIDTH + i];
        }
      }
      for (int i = 0; i < WIDTH; i++) {
        hidden[r * WIDTH + i] += change[i];
      }
    }
  }

  private static Step step(RowMath math, float[] output) {
    return new Step(math, FloatRows.of(output, WIDTH));
  }

  private static int[] places(int rows) {
    return IntStream.range(0, rows).map(r -> r * WIDTH).toArray();
  }

  private static double farthest(double[] expected, float[] actual) {
    return IntStream.range(0, expected.length)
        .mapToDouble(i -> Math.abs(expected[i] - actual[i]))
        .max()
        .orElseThrow();
  }

  private float[] floats(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian() / 3;
    }
    return numbers;
  }

  private static double[] doubles(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray();
  }
}
