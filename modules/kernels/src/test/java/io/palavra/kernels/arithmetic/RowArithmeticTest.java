package io.palavra.kernels.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows in single precision, with vectors and without, beside double precision. */
class RowArithmeticTest {
  private final Random random = new Random(1);

  private double[] numbers(int n) {
    return random.doubles(n, -2, 2).toArray();
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  private static void same(String what, float[] actual, double[] expected) {
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("%s, element %d", what, i)
          .isCloseTo(expected[i], within(2e-5));
    }
  }

  private List<RowArithmetic<float[]>> singles() {
    return List.of(Floor.floats().rows(), new FloatRows());
  }

  @Test
  void sumsAndExponentialsAreThoseOfDoublePrecisionAtEveryLength() {
    DoubleRows exact = new DoubleRows();
    for (RowArithmetic<float[]> rows : singles()) {
      for (int n = 0; n < 70; n++) {
        String what = rows.getClass().getSimpleName() + " " + n;
        double[] x = numbers(n + 3);
        double[] y = numbers(n + 5);
        assertThat(rows.dot(floats(x), 3, floats(y), 5, n))
            .as(what)
            .isCloseTo(exact.dot(x, 3, y, 5, n), within(2e-5));
        assertThat(rows.sum(floats(x), 2, n)).isCloseTo(exact.sum(x, 2, n), within(2e-5));
        assertThat(rows.max(floats(x), 1, n)).isEqualTo((float) exact.max(x, 1, n));
        float[] y1 = floats(y);
        rows.addScaled(0.7, floats(x), 3, y1, 5, n);
        exact.addScaled(0.7, x, 3, y, 5, n);
        same(what, y1, y);
        float[] x1 = floats(x);
        assertThat(rows.exponentials(x1, 3, n, 0.3))
            .isCloseTo(exact.exponentials(x, 3, n, 0.3), within(2e-3));
        same(what, x1, x);
      }
    }
  }

  @Test
  void productsWithChosenRowsAreThoseOfEachRowByItself() {
    DoubleRows exact = new DoubleRows();
    int[][] choices = {{}, {2}, {4, 0, 4}, {0, 1, 2, 3}, {6, 5, 4, 3, 2, 1, 0, 6, 6}};
    for (RowArithmetic<float[]> rows : singles()) {
      for (int n = 1; n < 70; n++) {
        double[] x = numbers(n + 3);
        double[] table = numbers(7 * n);
        for (int[] chosen : choices) {
          float[] out = new float[chosen.length + 2];
          rows.dots(floats(x), 3, floats(table), chosen, n, out, 1);
          double[] wanted = new double[chosen.length + 2];
          exact.dots(x, 3, table, chosen, n, wanted, 1);
          for (int i = 0; i < chosen.length; i++) {
            double alone = rows.dot(floats(x), 3, floats(table), chosen[i] * n, n);
            assertThat(out[i + 1])
                .isEqualTo((float) alone)
                .isCloseTo((float) wanted[i + 1], within(2e-5f));
            assertThat(wanted[i + 1]).isEqualTo(exact.dot(x, 3, table, chosen[i] * n, n));
          }
          assertThat(out[0] + out[chosen.length + 1]).isZero();
        }
      }
    }
  }

  @Test
  void additiveScoresAndTheirGradientsAreThoseOfDoublePrecision() {
    DoubleRows exact = new DoubleRows();
    for (RowArithmetic<float[]> rows : singles()) {
      for (int n = 1; n < 40; n++) {
        double[][] arrays = {
          numbers(n + 2), numbers(n + 4), numbers(n), numbers(n + 2), numbers(n + 4), numbers(n + 1)
        };
        float[][] single = new float[6][];
        for (int i = 0; i < 6; i++) {
          single[i] = floats(arrays[i]);
        }
        AdditiveScore<double[]> score =
            new AdditiveScore<>(
                arrays[0], arrays[1], arrays[2], arrays[3], arrays[4], arrays[5], n);
        AdditiveScore<float[]> fast =
            new AdditiveScore<>(
                single[0], single[1], single[2], single[3], single[4], single[5], n);
        assertThat(rows.score(fast, 2, 4)).isCloseTo(exact.score(score, 2, 4), within(2e-5));
        rows.scoreBack(fast, 2, 4, 1, 0.6);
        exact.scoreBack(score, 2, 4, 1, 0.6);
        for (int i = 3; i < 6; i++) {
          same(rows.getClass().getSimpleName(), single[i], arrays[i]);
        }
      }
    }
  }

  @Test
  void normsAndTheirGradientsAreThoseOfDoublePrecision() {
    DoubleRows exact = new DoubleRows();
    for (RowArithmetic<float[]> rows : singles()) {
      for (int n = 1; n < 70; n += 3) {
        double[] x = numbers(n + 2);
        double[] out = new double[n + 1];
        float[] single = new float[n + 1];
        double scale = exact.normalise(x, 2, out, 1, n, 0.1);
        assertThat(rows.normalise(floats(x), 2, single, 1, n, 0.1)).isCloseTo(scale, within(1e-5));
        same("normal", single, out);
        double[] g = numbers(n);
        double[] total = numbers(n);
        float[] sum = floats(total);
        exact.normaliseBack(out, 1, g, 0, total, 0, n, scale);
        rows.normaliseBack(single, 1, floats(g), 0, sum, 0, n, scale);
        same("gradient", sum, total);
      }
    }
  }
}
