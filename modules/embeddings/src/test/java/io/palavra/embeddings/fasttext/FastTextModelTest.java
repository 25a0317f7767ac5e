package io.palavra.embeddings.fasttext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.WordIndex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastTextModelTest {
  private static final int DIMENSIONS = 6;
  private static final List<String> TEXT = List.of("a", "b", "c");
  private static final long[] COUNTS = {4, 3, 2, 40, 20, 9, 5, 1};

  private final int width = WordVectors.width(DIMENSIONS);
  private final float[] output = random(5, 2);

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "2, 1", "3, 1", "4, 1", "0, 4", "3, 4"})
  void gradientsAlongTheTreeEqualDifferencesOfTheLogOdds(int label, float scale) {
    float[] input = random(3, 1);
    for (int i = 0; i < input.length; i++) {
      input[i] *= scale;
    }
    double[] products =
        model(OutputLoss.HIERARCHICAL_SOFTMAX, input).gradientTimesInput(TEXT, label);
    double step = 1e-3;
    for (int word = 0; word < TEXT.size(); word++) {
      double difference = odds(input, word, 1 + step, label) - odds(input, word, 1 - step, label);
      assertThat(products[word]).isCloseTo(difference / (2 * step), within(2e-3));
    }
  }

  @Test
  void gradientsOfLabelsThatAreCertainOrImpossibleAreFinite() {
    float[] input = random(3, 1);
    for (int i = 0; i < input.length; i++) {
      input[i] *= 4000;
    }
    FastTextModel model = model(OutputLoss.HIERARCHICAL_SOFTMAX, input);
    for (int label = 0; label < 5; label++) {
      assertThat(Arrays.stream(model.gradientTimesInput(TEXT, label)).sum()).isFinite();
    }
  }

  /** {@code 1 / 3} of the dot product of both rows. */
  @Test
  void gradientsOfSoftmaxAreDotProducts() {
    float[] input = random(3, 1);
    double product = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      product += (double) input[width + i] * output[2 * width + i];
    }
    assertThat(model(OutputLoss.SOFTMAX, input).gradientTimesInput(TEXT, 2)[1])
        .isCloseTo(product / 3, within(1e-6));
  }

  @Test
  void argumentsThatNoModelCanServeAreNamed() {
    FastTextModel model = model(OutputLoss.SOFTMAX, random(3, 1));
    Map<ThrowingCallable, String> wrong =
        Map.of(
            () -> model.predict("a b", -1), "most -1",
            () -> model.predict(TEXT, -1), "most -1",
            () -> model.gradientTimesInput(TEXT, 5), "label 5 of a model with 5",
            () -> model.gradientTimesInput(TEXT, -1), "label -1",
            () -> model.pruned(0), "0 rows",
            () -> model.quantised(0, true, 1), "partLength 0");
    wrong.forEach(
        (call, named) ->
            assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named));
    assertThat(model.predict("a b", 0)).isEmpty();
  }

  @Test
  void aPrunedModelHasItsLongestRowsAndAnswersAsIfTheOthersHadNotBeenThere() {
    float[] input = random(3, 1);
    Arrays.fill(input, width, width + DIMENSIONS, 0.01f);
    FastTextModel model = model(OutputLoss.SOFTMAX, input);
    FastTextModel pruned = model.pruned(2);
    assertThat(pruned.rows()).isEqualTo(2);
    assertThat(pruned.words().index().find("b")).isNegative();
    assertThat(pruned.words().counts()).containsExactly(4, 2, 40, 20, 9, 5, 1);
    assertThat(pruned.probabilities("a b c")).isEqualTo(model.probabilities("a c"));
    assertThat(model.pruned(3).probabilities("a b c")).isEqualTo(model.probabilities("a b c"));
  }

  @Test
  void aTextWithoutAKnownWordHasEqualProbabilitiesWhereTheModelHasNoRowForItsEnd() {
    assertThat(model(OutputLoss.SOFTMAX, random(3, 1)).probabilities("x y"))
        .containsExactly(new double[] {0.2, 0.2, 0.2, 0.2, 0.2}, within(1e-12));
  }

  private double odds(float[] input, int word, double factor, int label) {
    float[] changed = input.clone();
    for (int i = 0; i < DIMENSIONS; i++) {
      changed[word * width + i] *= (float) factor;
    }
    double p = model(OutputLoss.HIERARCHICAL_SOFTMAX, changed).probabilities(TEXT)[label];
    return Math.log(p / (1 - p));
  }

  private FastTextModel model(OutputLoss loss, float[] input) {
    ModelShape shape =
        new ModelShape(DIMENSIONS, 5, 5, 1, 5, 1, loss, ModelTask.SUPERVISED, 0, 0, 0, 100, 1e-4);
    WordIndex index = new WordIndex();
    for (String word : TEXT) {
      byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
      index.add(utf8, 0, utf8.length);
    }
    Words words = Words.of(index, COUNTS, List.of("p", "q", "r", "s", "t"), 9);
    return FastTextModel.of(shape, words, input, output, width);
  }

  private float[] random(int rows, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < DIMENSIONS; i++) {
        values[row * width + i] = (float) random.nextGaussian();
      }
    }
    return values;
  }
}
