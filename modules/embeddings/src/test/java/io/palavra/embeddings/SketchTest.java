package io.palavra.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.rows.RowMath;
import io.palavra.embeddings.rows.RowMaths;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchTest {
  private static final RowMath MATH = RowMaths.best();

  @ParameterizedTest
  @CsvSource({
    "gaussian, 40000, 300, 10",
    "gaussian, 700, 7, 10",
    "spiky, 20000, 100, 5",
    "near, 20000, 100, 20",
    "extreme, 3000, 50, 10",
    "equal, 3000, 33, 4"
  })
  void everyRowOfTheTrueAnswerIsACandidate(String kind, int size, int dimensions, int count) {
    Random random = new Random(1);
    int width = WordVectors.width(dimensions);
    float[] rows = new float[size * width];
    float[] lengths = new float[size];
    for (int row = 0; row < size; row++) {
      for (int i = 0; i < dimensions; i++) {
        rows[row * width + i] = value(kind, row, i, random);
      }
      int at = row * width;
      lengths[row] = (float) Math.sqrt(MATH.dot(rows, at, rows, at, width));
    }
    Sketch sketch = new Sketch(FloatRows.of(rows, width), lengths);
    int looked = 0;
    for (int question = 0; question < 20; question++) {
      float[] query = query(rows, random.nextInt(size), width);
      float[] cosines = cosines(query, rows, lengths, width);
      List<Integer> best =
          IntStream.range(0, size)
              .boxed()
              .sorted(Comparator.<Integer, Float>comparing(i -> -cosines[i]).thenComparing(i -> i))
              .limit(count)
              .toList();
      int[] candidates = sketch.candidates(query, count);
      looked += candidates.length;
      assertThat(Arrays.stream(candidates).boxed().toList()).containsAll(best);
    }
    if (kind.equals("gaussian") && size > 10000) {
      assertThat(looked).as("a sketch that leaves nearly all rows out").isLessThan(20 * size / 50);
    }
  }

  private static float value(String kind, int row, int i, Random random) {
    float some = (float) random.nextGaussian();
    return switch (kind) {
      case "spiky" -> i == row % 7 ? 1000 : some;
      case "near" -> (i % 5) + 1e-3f * some;
      case "extreme" -> row % 10 == 0 ? 0 : some * (float) Math.pow(10, row % 80 - 40);
      case "equal" -> (row % 3) + (i % 4);
      default -> some;
    };
  }

  private static float[] query(float[] rows, int row, int width) {
    float[] query = Arrays.copyOfRange(rows, row * width, (row + 1) * width);
    double sum = 0;
    for (float value : query) {
      sum += (double) value * value;
    }
    for (int i = 0; i < width; i++) {
      query[i] = sum > 0 ? (float) (query[i] / Math.sqrt(sum)) : 0;
    }
    return query;
  }

  private static float[] cosines(float[] query, float[] rows, float[] lengths, int width) {
    float[] cosines = new float[lengths.length];
    for (int row = 0; row < lengths.length; row++) {
      float product = MATH.dot(query, 0, rows, row * width, width);
      cosines[row] = lengths[row] > 0 ? product / lengths[row] : 0;
    }
    return cosines;
  }
}
