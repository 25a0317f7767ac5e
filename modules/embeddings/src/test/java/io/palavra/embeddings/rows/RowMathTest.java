package io.palavra.embeddings.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowMathTest {
  private static final int WIDTH = 48;

  @Test
  void theVectorApiIsUsedInTheseTests() {
    assertThat(RowMaths.best().description()).contains("Vector API");
    assertThat(RowMaths.plain().description()).isEqualTo("plain Java");
  }

  @Test
  void bothEqualTheDefinition() {
    for (RowMath math : new RowMath[] {RowMaths.best(), RowMaths.plain()}) {
      for (int count = 1; count <= 14; count++) {
        for (int rows = 1; rows <= 5; rows++) {
          tables(math, distinct(new Random(rows + count), 6, rows), count);
          inTurn(math, distinct(new Random(rows + count), 6, rows), count);
        }
      }
    }
  }

  private static void tables(RowMath math, int[] places, int count) {
    int rows = places.length;
    Random random = new Random(100L * rows + count);
    float[] a = floats(random, 6 * WIDTH);
    float[] b = floats(random, 20 * WIDTH);
    float[] factors = floats(random, rows * count);
    int[] offsets = distinct(random, 20, count);
    float[] products = new float[rows * count];
    math.products(a, places, rows, b, offsets, count, products, WIDTH);
    double[] newA = doubles(a);
    double[] newB = doubles(b);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < count; k++) {
        double dot = 0;
        for (int i = 0; i < WIDTH; i++) {
          dot += (double) a[places[r] + i] * b[offsets[k] + i];
          newA[places[r] + i] += (double) factors[r * count + k] * b[offsets[k] + i];
          newB[offsets[k] + i] += (double) factors[r * count + k] * a[places[r] + i];
        }
        assertThat((double) products[r * count + k]).isCloseTo(dot, within(1e-5));
      }
    }
    math.exchange(a, places, rows, b, offsets, count, factors, WIDTH);
    near(a, newA);
    near(b, newB);
  }

  private static void inTurn(RowMath math, int[] places, int count) {
    int rows = places.length;
    Random random = new Random(100L * rows + count);
    float[] a = floats(random, 6 * WIDTH);
    float[] b = floats(random, 20 * WIDTH);
    float[] factors = floats(random, rows * count);
    int[] offsets = distinct(random, 20, count);
    double[] newA = doubles(a);
    double[] newB = doubles(b);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < count; k++) {
        for (int i = 0; i < WIDTH; i++) {
          newA[places[r] + i] += factors[r * count + k] * newB[offsets[k] + i];
          newB[offsets[k] + i] += (double) factors[r * count + k] * a[places[r] + i];
        }
      }
    }
    math.exchangeInTurn(a, places, rows, b, offsets, count, factors, WIDTH);
    near(a, newA);
    near(b, newB);
  }

  @Test
  void aRowThatComesTwiceTakesBothItsPartsAndGivesWhatItWasBefore() {
    for (RowMath math : new RowMath[] {RowMaths.best(), RowMaths.plain()}) {
      for (int count = 1; count <= 14; count++) {
        tables(math, new int[] {WIDTH, WIDTH}, count);
        tables(math, new int[] {WIDTH, 0, 3 * WIDTH, WIDTH, WIDTH}, count);
        int[] many = new Random(4).ints(40, 0, 6).map(row -> row * WIDTH).toArray();
        tables(math, many, count);
        inTurn(math, new int[] {WIDTH, 0, 3 * WIDTH, WIDTH, WIDTH}, count);
        inTurn(math, Arrays.copyOf(many, 25), count);
      }
    }
  }

  @Test
  void sumsAndAdditionsEqualTheDefinition() {
    for (RowMath math : new RowMath[] {RowMaths.best(), RowMaths.plain()}) {
      for (int width : new int[] {WIDTH, 112, 304}) {
        Random random = new Random(width);
        float[] table = floats(random, 9 * width);
        int[] places = {3 * width, 0, 8 * width, 3 * width};
        float[] factors = floats(random, 4);
        int at = 5;
        float[] sum = floats(random, at + 2 * width);
        math.sum(table, places, factors, 4, sum, at, width);
        double[] added = doubles(table);
        for (int i = 0; i < width; i++) {
          double expected = 0;
          for (int r = 0; r < 4; r++) {
            expected += (double) factors[r] * table[places[r] + i];
            added[places[r] + i] += 0.3 * ((double) sum[at + i] - sum[at + width + i]);
          }
          assertThat((double) sum[at + i]).isCloseTo(expected, within(1e-5));
        }
        math.addDifference(0.3f, sum, at, at + width, table, places, 4, width);
        near(table, added);
      }
    }
  }

  @Test
  void stepsOfAdaGradEqualTheDefinition() {
    for (RowMath math : new RowMath[] {RowMaths.best(), RowMaths.plain()}) {
      Random random = new Random(8);
      float[] x = floats(random, 4 * WIDTH);
      float[] y = floats(random, 3 * WIDTH);
      Arrays.fill(x, 2 * WIDTH, 3 * WIDTH, 1.5f);
      Arrays.fill(y, WIDTH, 2 * WIDTH, 4);
      double[] newX = doubles(x);
      double[] newY = doubles(y);
      for (int i = 0; i < WIDTH; i++) {
        int at = WIDTH + i;
        newX[at] -= 0.05 * -0.7 * y[i] / Math.sqrt(x[at + WIDTH]);
        newY[i] -= 0.05 * -0.7 * x[at] / Math.sqrt(y[i + WIDTH]);
        newX[at + WIDTH] += Math.pow(-0.7 * y[i], 2);
        newY[i + WIDTH] += Math.pow(-0.7 * x[at], 2);
      }
      math.adaGrad(-0.7f, -0.7f * 0.05f, x, WIDTH, y, 0, WIDTH);
      near(x, newX);
      near(y, newY);
    }
  }

  @Test
  void scansEqualTheDefinition() {
    for (RowMath math : new RowMath[] {RowMaths.best(), RowMaths.plain()}) {
      Random random = new Random(5);
      float[] x = floats(random, WIDTH);
      float[] table = floats(random, 23 * WIDTH);
      float[] scanned = new float[23];
      math.scan(x, table, 0, 23, scanned, WIDTH);
      for (int row = 0; row < 23; row++) {
        double dot = 0;
        for (int i = 0; i < WIDTH; i++) {
          dot += (double) x[i] * table[row * WIDTH + i];
        }
        assertThat((double) scanned[row]).isCloseTo(dot, within(1e-5));
        assertThat((double) math.dot(x, 0, table, row * WIDTH, WIDTH)).isCloseTo(dot, within(1e-5));
      }
    }
  }

  @Test
  void scansOfPackedBytesEqualTheDefinition() {
    for (RowMath math : new RowMath[] {RowMaths.best(), RowMaths.plain()}) {
      int lanes = math.lanes();
      int width = 3 * lanes;
      Random random = new Random(6);
      float[] x = floats(random, 4 * width);
      int[] table = random.ints(5 * width).toArray();
      float[] scanned = new float[5];
      math.scanPacked(x, table, 0, 5, scanned, width);
      for (int row = 0; row < 5; row++) {
        double dot = 0;
        for (int i = 0; i < width; i++) {
          for (int b = 0; b < 4; b++) {
            byte value = (byte) (table[row * width + i] >> 8 * b);
            dot += (double) value * x[(4 * (i / lanes) + b) * lanes + i % lanes];
          }
        }
        assertThat((double) scanned[row] * RowMath.PACKED_UNIT).isCloseTo(dot, within(1e-3));
      }
    }
  }

  private static int[] distinct(Random random, int of, int count) {
    return random.ints(0, of).distinct().limit(count).map(i -> i * WIDTH).toArray();
  }

  private static void near(float[] found, double[] expected) {
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    Arrays.setAll(copy, i -> values[i]);
    return copy;
  }

  private static float[] floats(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
