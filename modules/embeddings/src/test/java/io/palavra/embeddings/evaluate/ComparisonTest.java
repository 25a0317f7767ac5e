package io.palavra.embeddings.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.WordVectors;
import io.palavra.training.evaluation.Interval;
import io.palavra.training.evaluation.McNemar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;

/** Intervals of scores, and two tables of vectors side by side. */
class ComparisonTest {
  private static final int PAIRS = 400;

  @Test
  void aSampleIsCorrelatedAsItsPairsWrittenOut() {
    Random random = new Random(3);
    double[] x = random.ints(60, -9, 9).asDoubleStream().toArray();
    double[] y = random.doubles(60).map(v -> Math.rint(20 * v)).toArray();
    int[] times = random.ints(60, 0, 4).toArray();
    int[] written =
        IntStream.range(0, 60).flatMap(i -> IntStream.generate(() -> i).limit(times[i])).toArray();
    double expected =
        new SpearmansCorrelation()
            .correlation(
                Arrays.stream(written).mapToDouble(i -> x[i]).toArray(),
                Arrays.stream(written).mapToDouble(i -> y[i]).toArray());
    assertThat(new Spearman(x, y).of(times)).isCloseTo(expected, within(1e-12));
    assertThat(Spearman.of(new double[] {0.0, -0.0, 1}, new double[] {1, 1, 2})).isEqualTo(1);
  }

  /** Bonett and Wright (2000): Fisher's z has a deviation of sqrt((1 + r^2 / 2) / (n - 3)). */
  @Test
  void theIntervalIsAsWideAsTheorySays() {
    Random random = new Random(5);
    double[] x = new double[PAIRS];
    double[] y = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      x[i] = random.nextGaussian();
      y[i] = x[i] + random.nextGaussian();
    }
    Spearman spearman = new Spearman(x, y);
    Interval interval = DrawnPairs.interval(PAIRS, spearman::of).orElseThrow();
    double r = Spearman.of(x, y);
    double z = 0.5 * Math.log((1 + r) / (1 - r));
    double width = 1.96 * Math.sqrt((1 + r * r / 2) / (PAIRS - 3));
    assertThat(interval.low()).isCloseTo(Math.tanh(z - width), within(0.02));
    assertThat(interval.high()).isCloseTo(Math.tanh(z + width), within(0.02));
    assertThat(DrawnPairs.interval(9, spearman::of)).isEmpty();
    assertThat(DrawnPairs.interval(PAIRS, times -> Double.NaN)).isEmpty();
  }

  @Test
  void noiseOnTheVectorsIsSeenAndASecondDrawOfTheSameNoiseIsChance() {
    List<String> words = IntStream.range(0, 2 * PAIRS).mapToObj(i -> "w" + i).toList();
    List<float[]> meant = random(words.size(), new Random(1));
    SimilaritySet set = pairs(words, WordVectors.of(words, meant));
    WordVectors clear = WordVectors.of(words, noisy(meant, 0.3, new Random(2)));
    WordVectors dim = WordVectors.of(words, noisy(meant, 1.5, new Random(3)));
    WordVectors other = WordVectors.of(words, noisy(meant, 1.5, new Random(4)));

    SimilarityComparison better = set.compare(clear, dim);
    assertThat(better.covered()).isEqualTo(PAIRS);
    assertThat(better.first()).isEqualTo(set.score(clear).spearman());
    assertThat(better.second()).isEqualTo(set.score(dim).spearman());
    assertThat(better.difference().orElseThrow().low()).isPositive();
    Interval reversed = set.compare(dim, clear).difference().orElseThrow();
    assertThat(reversed.high()).isEqualTo(-better.difference().orElseThrow().low());
    Interval chance = set.compare(dim, other).difference().orElseThrow();
    assertThat(chance.low()).isNegative();
    assertThat(chance.high()).isPositive();
    assertThat(set.compare(dim, dim).difference()).contains(new Interval(0, 0));
  }

  @Test
  void onlyPairsThatBothKnowAreCompared() {
    List<float[]> three =
        List.of(new float[] {1, 0}, new float[] {0.6f, 0.8f}, new float[] {-1, 0.1f});
    WordVectors first = WordVectors.of(List.of("rei", "rainha", "mesa"), three);
    WordVectors second = WordVectors.of(List.of("rei", "rainha", "casa"), three);
    SimilaritySet set =
        new SimilaritySet(
            "set",
            List.of(
                new SimilaritySet.Pair("rei", "rainha", 9),
                new SimilaritySet.Pair("rei", "mesa", 1),
                new SimilaritySet.Pair("rei", "casa", 1)));
    SimilarityComparison compared = set.compare(first, second);
    assertThat(compared.pairs()).isEqualTo(3);
    assertThat(compared.covered()).isEqualTo(1);
    assertThat(compared.first()).isNaN();
    assertThat(compared.difference()).isEmpty();
  }

  @Test
  void analogiesAreSetSideBySideByMcNemarsTest() {
    List<String> words = List.of("rei", "rainha", "homem", "mulher");
    WordVectors right =
        WordVectors.of(
            words,
            List.of(
                new float[] {1, 0, 1},
                new float[] {0, 1, 1},
                new float[] {1, 0, 0},
                new float[] {0, 1, 0}));
    List<String> known = List.of("homem", "rei", "mulher", "rainha");
    List<String> unknown = List.of("homem", "rei", "mulher", "mesa");
    List<String> wrong = List.of("homem", "rei", "mulher", "homem");
    AnalogySet set =
        new AnalogySet(
            "set",
            List.of(
                new AnalogySet.Section("a", List.of(known, unknown)),
                new AnalogySet.Section("b", List.of(wrong))));
    WordVectors moved =
        WordVectors.of(
            List.of("rainha", "rei", "mulher", "homem", "x"),
            List.of(
                new float[] {0, -1, 1},
                new float[] {1, 0, 1},
                new float[] {0, 1, 0},
                new float[] {1, 0, 0},
                new float[] {0, 1, 1}));
    assertThat(set.compare(right, moved))
        .isEqualTo(new AnalogyComparison("set", 3, 2, 1, 0, McNemar.of(1, 0)));
  }

  /** What people would say are the cosines of the vectors that are meant. */
  private static SimilaritySet pairs(List<String> words, WordVectors meant) {
    List<SimilaritySet.Pair> pairs = new ArrayList<>();
    for (int i = 0; i < words.size(); i += 2) {
      String first = words.get(i);
      String second = words.get(i + 1);
      pairs.add(
          new SimilaritySet.Pair(first, second, meant.similarity(first, second).orElseThrow()));
    }
    return new SimilaritySet("made", pairs);
  }

  private static List<float[]> random(int count, Random random) {
    return noisy(IntStream.range(0, count).mapToObj(i -> new float[20]).toList(), 1, random);
  }

  private static List<float[]> noisy(List<float[]> vectors, double noise, Random random) {
    return vectors.stream()
        .map(
            vector -> {
              float[] moved = vector.clone();
              for (int i = 0; i < moved.length; i++) {
                moved[i] += (float) (noise * random.nextGaussian());
              }
              return moved;
            })
        .toList();
  }
}
