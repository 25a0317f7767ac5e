package io.palavra.embeddings.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        check(math, count);
      }
    }
  }

  private static void check(RowMath math, int count) {
    Random random = new Random(count);
    float[] x = floats(random, WIDTH);
    float[] table = floats(random, 20 * WIDTH);
    float[] factors = floats(random, count);
    int[] offsets = random.ints(0, 20).distinct().limit(count).map(i -> i * WIDTH).toArray();

    float[] products = new float[count];
    math.dots(x, table, offsets, count, products, WIDTH);
    float[] scanned = new float[20];
    math.scan(x, table, 0, 20, scanned, WIDTH);
    double[] sum = new double[WIDTH];
    double[] changed = new double[table.length];
    for (int i = 0; i < table.length; i++) {
      changed[i] = table[i];
    }
    for (int k = 0; k < count; k++) {
      double dot = 0;
      for (int i = 0; i < WIDTH; i++) {
        dot += (double) x[i] * table[offsets[k] + i];
        sum[i] += (double) factors[k] * table[offsets[k] + i];
        changed[offsets[k] + i] += (double) factors[k] * x[i];
      }
      assertThat((double) products[k]).isCloseTo(dot, within(1e-5));
      assertThat((double) scanned[offsets[k] / WIDTH]).isCloseTo(dot, within(1e-5));
    }

    boolean inPlace = count == RowMath.GROUP;
    float[] hidden = x.clone();
    float[] target = inPlace ? hidden : new float[WIDTH];
    math.exchange(hidden, target, table, offsets, count, factors, WIDTH);
    for (int i = 0; i < WIDTH; i++) {
      assertThat((double) target[i]).isCloseTo(sum[i] + (inPlace ? x[i] : 0), within(1e-5));
    }
    for (int i = 0; i < table.length; i++) {
      assertThat((double) table[i]).isCloseTo(changed[i], within(1e-5));
    }
  }

  private static float[] floats(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }
}
