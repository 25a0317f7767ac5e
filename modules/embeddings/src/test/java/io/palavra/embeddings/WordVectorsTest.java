package io.palavra.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordVectorsTest {

  @Test
  void nearestWordsAreThoseOfASortOverAll() {
    Random random = new Random(4);
    List<String> words = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      words.add("w" + i);
      rows.add(vector(random, 5));
    }
    WordVectors vectors = WordVectors.of(words, rows);
    float[] query = vector(random, 5);
    List<Integer> best =
        IntStream.range(0, words.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -cosine(rows.get(i), query)))
            .limit(11)
            .toList();
    List<Neighbour> found = vectors.nearest(query, 10, Set.of("w" + best.get(2)));
    List<String> expected = new ArrayList<>(best.stream().map(i -> "w" + i).toList());
    expected.remove(2);
    assertThat(found.stream().map(Neighbour::word)).isEqualTo(expected);
    assertThat((double) found.get(0).similarity())
        .isCloseTo(cosine(rows.get(best.get(0)), query), within(1e-6));
  }

  @Test
  void anAnalogyIsTheNearestToTheSumAndNoneOfTheThree() {
    WordVectors vectors =
        WordVectors.of(
            List.of("homem", "rei", "mulher", "rainha", "mesa"),
            List.of(
                new float[] {1, 0, 0},
                new float[] {1, 0, 1},
                new float[] {0, 1, 0},
                new float[] {0, 1, 1},
                new float[] {-1, -1, 0}));
    assertThat(vectors.analogy("homem", "rei", "mulher", 1).get(0).word()).isEqualTo("rainha");
    assertThatThrownBy(() -> vectors.analogy("homem", "rei", "dama", 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("dama");
  }

  @Test
  void aRowOfZerosIsNearNothingAndHasNoSimilarity() {
    WordVectors vectors =
        WordVectors.of(
            List.of("a", "o", "b"),
            List.of(new float[] {1, 0}, new float[] {0, 0}, new float[] {1, 1}));
    assertThat(vectors.similarity("a", "o")).isEmpty();
    assertThat(vectors.similarity("a", "b").orElseThrow()).isEqualTo((float) Math.sqrt(0.5));
    assertThat(vectors.nearest("a", 10).stream().map(Neighbour::word)).containsExactly("b");
    assertThat(vectors.nearest("o", 10)).isEmpty();
    assertThat(vectors.nearest("a", 0)).isEmpty();
  }

  @Test
  void asManyNeighboursAsCanBeAskedForAreAllOfThem() {
    WordVectors vectors =
        WordVectors.of(
            List.of("a", "b", "c"),
            List.of(new float[] {1, 0}, new float[] {1, 1}, new float[] {0, 1}));
    assertThat(vectors.nearest("a", Integer.MAX_VALUE).stream().map(Neighbour::word))
        .containsExactly("b", "c");
    assertThat(vectors.nearest("a", Integer.MIN_VALUE)).isEmpty();
  }

  @Test
  void wordsAndVectorsThatDoNotFitAreNamed() {
    float[] two = {1, 2};
    assertThatThrownBy(() -> WordVectors.of(List.of("a", "b"), List.of(two)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 words, 1 vectors");
    assertThatThrownBy(() -> WordVectors.of(List.of("a"), List.of(two, two)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 words, 2 vectors");
    for (int length : new int[] {0, 1, 3}) {
      assertThatThrownBy(() -> WordVectors.of(List.of("a", "b"), List.of(two, new float[length])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the vector of b has " + length + " numbers, 2 as the first one expected");
    }
    assertThatThrownBy(() -> WordVectors.of(List.of("a"), List.of(new float[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the vector of a has 0 numbers, 1 at least expected");
  }

  @Test
  void aVectorWithANumberThatIsNotFiniteIsRefusedByItsWord() {
    for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertThatThrownBy(
              () ->
                  WordVectors.of(
                      List.of("a", "b"), List.of(new float[] {1, 2}, new float[] {3, odd})))
          .isInstanceOf(BadInputException.class)
          .hasMessage("vectors: found \"" + odd + " in the vector of b\", expected finite numbers");
    }
    float[] greatest = {Float.MAX_VALUE, -Float.MAX_VALUE};
    assertThat(WordVectors.of(List.of("a"), List.of(greatest)).vector(0)).isEqualTo(greatest);
  }

  @Test
  void aQueryThatIsNotFiniteIsRefused() {
    WordVectors vectors = WordVectors.of(List.of("a"), List.of(new float[] {1, 2}));
    for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> vectors.nearest(new float[] {1, odd}, 1, Set.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(odd));
      assertThatThrownBy(() -> vectors.similarities(new float[] {odd, 1}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(String.valueOf(odd));
    }
  }

  @Test
  void vectorsWhoseSquaresLeaveTheRangeOfAFloatHaveTheirCosines() {
    for (float scale : new float[] {1e-30f, 1e-22f, 1, 1e25f, 1e38f}) {
      WordVectors vectors =
          WordVectors.of(
              List.of("a", "b"), List.of(new float[] {scale, 0}, new float[] {scale, scale}));
      assertThat(vectors.nearest("a", 1).get(0).similarity())
          .as("%s", scale)
          .isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
    }
  }

  private static float[] vector(Random random, int n) {
    float[] vector = new float[n];
    for (int i = 0; i < n; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
