package io.palavra.kernels.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArithmeticTest {

  static Stream<Arithmetic<float[]>> floats() {
    return Stream.of(Arithmetics.floats(), Arithmetics.plainFloats(), new BlasFloats());
  }

  private static float[] random(Random random, int n) {
    float[] a = new float[n];
    for (int i = 0; i < n; i++) {
      a[i] = (float) random.nextGaussian();
    }
    return a;
  }

  @ParameterizedTest
  @MethodSource("floats")
  void productsAreThoseOfTheDefinition(Arithmetic<float[]> math) {
    Random random = new Random(1);
    for (int trial = 0; trial < 60; trial++) {
      int rows = 1 + random.nextInt(70);
      int depth = 1 + random.nextInt(trial % 10 == 0 ? 600 : 60);
      int width = 1 + random.nextInt(90);
      boolean transposed = random.nextBoolean();
      float[] a = random(random, rows * depth + 3);
      float[] b = random(random, depth * width);
      float[] c = random(random, rows * width + 5);
      float[] expected = c.clone();
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < width; j++) {
          double sum = expected[5 + i * width + j];
          for (int p = 0; p < depth; p++) {
            sum +=
                (double) a[3 + i * depth + p] * (transposed ? b[j * depth + p] : b[p * width + j]);
          }
          expected[5 + i * width + j] = (float) sum;
        }
      }
      Packed<float[]> packed = new Packed<>();
      math.pack(b, depth, width, transposed, packed);
      math.multiplyRows(rows, a, 3, packed, c, 5, new Scratch<>());
      assertThat(worst(c, expected)).as("%d x %d x %d", rows, depth, width).isLessThan(2e-4);
    }
  }

  @ParameterizedTest
  @MethodSource("floats")
  void columnsOfAProductAreThoseOfTheWhole(Arithmetic<float[]> math) {
    Random random = new Random(3);
    for (int trial = 0; trial < 40; trial++) {
      int rows = 1 + random.nextInt(trial % 2 == 0 ? 3 : 40);
      int depth = 1 + random.nextInt(trial % 5 == 0 ? 600 : 60);
      int width = 1 + random.nextInt(400);
      float[] a = random(random, 3 + rows * (depth + 2));
      Packed<float[]> packed = new Packed<>();
      math.pack(random(random, depth * width), depth, width, false, packed);
      float[] whole = random(random, 5 + rows * width);
      float[] parts = whole.clone();
      Scratch<float[]> scratch = new Scratch<>();
      math.multiplyRows(rows, a, 3, depth + 2, packed, whole, 5, scratch);
      int cut = random.nextInt(width / Arithmetic.COLUMNS + 1) * Arithmetic.COLUMNS;
      math.multiplyColumns(rows, a, 3, depth + 2, packed, 0, cut, parts, 5, scratch);
      math.multiplyColumns(rows, a, 3, depth + 2, packed, cut, width, parts, 5, scratch);
      if (math.steady()) {
        assertThat(parts).as("%d x %d x %d, cut %d", rows, depth, width, cut).isEqualTo(whole);
      } else {
        assertThat(worst(parts, whole)).isLessThan(2e-4);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("floats")
  void outerProductsAreThoseOfTheDefinition(Arithmetic<float[]> math) {
    Random random = new Random(2);
    for (int trial = 0; trial < 40; trial++) {
      int count = 1 + random.nextInt(trial % 5 == 0 ? 700 : 40);
      int m = 1 + random.nextInt(70);
      int n = 1 + random.nextInt(70);
      float[] left = random(random, 2 + count * m);
      float[] right = random(random, 1 + count * n);
      float[] out = random(random, m * n);
      float[] expected = out.clone();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = expected[i * n + j];
          for (int p = 0; p < count; p++) {
            sum += (double) left[2 + p * m + i] * right[1 + p * n + j];
          }
          expected[i * n + j] = (float) sum;
        }
      }
      int cut = random.nextInt(m + 1);
      OuterProduct<float[]> product = new OuterProduct<>(left, 2, m, right, 1, n, count, out);
      math.accumulate(product, 0, cut, new Scratch<>());
      math.accumulate(product, cut, m, new Scratch<>());
      assertThat(worst(out, expected)).as("%d x %d over %d", m, n, count).isLessThan(2e-4);
    }
  }

  @Test
  void everySumTakesItsTermsInOrderByFusedMultiplicationsWithTheVectorApi() {
    Arithmetic<float[]> math = Arithmetics.floats();
    assumeTrue(math.description().contains("Vector API"), "no Vector API here");
    Random random = new Random(3);
    for (int rows = 1; rows <= 105; rows += rows < 27 ? 1 : 13) {
      int depth = 1 + random.nextInt(rows % 4 == 0 ? 600 : 40);
      termsAreTakenInOrder(math, rows, depth, 1 + random.nextInt(70), random);
    }
    // Few rows go another way, several panels at a time.
    for (int trial = 0; trial < 30; trial++) {
      int depth = 1 + random.nextInt(600);
      termsAreTakenInOrder(math, 1 + trial % 3, depth, 1 + random.nextInt(400), random);
    }
  }

  private static void termsAreTakenInOrder(
      Arithmetic<float[]> math, int rows, int depth, int width, Random random) {
    float[] a = random(random, rows * depth);
    float[] b = random(random, depth * width);
    float[] c = random(random, rows * width);
    // The first element stays -0.
    Arrays.fill(a, 0, depth, 0);
    c[0] = -0f;
    for (int p = 0; p < depth; p++) {
      b[p * width] = -Math.abs(b[p * width]);
    }
    float[] left = new float[a.length];
    for (int i = 0; i < rows; i++) {
      for (int p = 0; p < depth; p++) {
        left[p * rows + i] = a[i * depth + p];
      }
    }
    float[] expected = c.clone();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < width; j++) {
        for (int p = 0; p < depth; p++) {
          expected[i * width + j] =
              Math.fma(a[i * depth + p], b[p * width + j], expected[i * width + j]);
        }
      }
    }
    assertThat(Float.floatToRawIntBits(expected[0])).isEqualTo(Integer.MIN_VALUE);
    float[] outer = c.clone();
    Packed<float[]> packed = new Packed<>();
    math.pack(b, depth, width, false, packed);
    math.multiplyRows(rows, a, 0, packed, c, 0, new Scratch<>());
    assertThat(c).as("%d x %d x %d", rows, depth, width).isEqualTo(expected);
    OuterProduct<float[]> product = new OuterProduct<>(left, 0, rows, b, 0, width, depth, outer);
    int cut = random.nextInt(rows + 1);
    math.accumulate(product, 0, cut, new Scratch<>());
    math.accumulate(product, cut, rows, new Scratch<>());
    assertThat(outer).as("%d x %d over %d", rows, width, depth).isEqualTo(expected);
  }

  @Test
  void theFirstOfTheGreatestStaysAndNotANumberIsGreaterThanAnyNumber() {
    float nan = Float.NaN;
    float[] pool = {nan, -1, 0, 1, 2, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
    Random random = new Random(4);
    for (Arithmetic<float[]> math : List.of(Arithmetics.floats(), new PlainFloats())) {
      for (int n = 0; n <= 70; n++) {
        float[] y = new float[n + 2];
        float[] marks = new float[n + 3];
        Arrays.fill(y, Float.NEGATIVE_INFINITY);
        Arrays.fill(marks, -1);
        float[] best = y.clone();
        float[] first = marks.clone();
        for (int t = 0; t < 9; t++) {
          float[] x = new float[n + 1];
          for (int i = 0; i < n; i++) {
            // The first three values alone in the first steps, so that later ones are greater.
            x[1 + i] = pool[t < 4 ? 1 + random.nextInt(3) : random.nextInt(pool.length)];
            boolean greater = x[1 + i] > best[2 + i] || Float.isNaN(x[1 + i]);
            if (greater && !Float.isNaN(best[2 + i])) {
              best[2 + i] = x[1 + i];
              first[3 + i] = t;
            }
          }
          math.raise(x, 1, y, 2, n, t, marks, 3);
        }
        assertThat(y).as("%s, %d", math.description(), n).isEqualTo(best);
        assertThat(marks).as("%s, %d", math.description(), n).isEqualTo(first);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("floats")
  void activationsAreWithinHalfAMillionthOfTheTrueOnes(Arithmetic<float[]> math) {
    for (Squash f : Squash.values()) {
      float[] x = new float[200_003];
      for (int i = 0; i < x.length; i++) {
        x[i] = (i - 100_001) * (i % 3 == 0 ? 1e-3f : 1e-4f);
      }
      x[0] = Float.NEGATIVE_INFINITY;
      x[1] = Float.POSITIVE_INFINITY;
      float[] y = x.clone();
      math.squash(f, y, 0, y.length);
      for (int i = 0; i < x.length; i++) {
        if (Float.isFinite(x[i]) || f == Squash.SIGMOID || f == Squash.TANH) {
          double expected = f.value(x[i]);
          assertThat(y[i])
              .as("%s(%s)", f, x[i])
              .isCloseTo((float) expected, within(Math.max(1, Math.abs(expected))));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("floats")
  void activationsKeepNotANumber(Arithmetic<float[]> math) {
    for (Squash f : Squash.values()) {
      float[] y = new float[19];
      java.util.Arrays.fill(y, Float.NaN);
      math.squash(f, y, 0, y.length);
      assertThat(y).as(f.name()).containsOnly(Float.NaN);
    }
  }

  @ParameterizedTest
  @MethodSource("floats")
  void aSlopeIsTheDerivativeAtTheOutput(Arithmetic<float[]> math) {
    for (Squash f : Squash.values()) {
      float[] y = {-0.99f, -0.7f, -0.1f, 0, 0.1f, 0.3f, 0.5f, 0.7f, 0.9f, 0.99f, 1};
      float[] d = new float[y.length];
      java.util.Arrays.fill(d, 2);
      math.slope(f, y, 0, d, 0, y.length);
      for (int i = 0; i < y.length; i++) {
        assertThat(d[i]).as("%s at %s", f, y[i]).isCloseTo((float) (2 * f.slope(y[i])), within(1));
      }
    }
  }

  private static org.assertj.core.data.Offset<Float> within(double scale) {
    return org.assertj.core.api.Assertions.within((float) (5e-7 * scale));
  }

  private static double worst(float[] a, float[] b) {
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      worst = Math.max(worst, Math.abs(a[i] - b[i]));
    }
    return worst;
  }
}
