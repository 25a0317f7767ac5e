package io.palavra.embeddings.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.fasttext.FastTextFiles;
import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.embeddings.fasttext.Label;
import io.palavra.embeddings.fasttext.OutputLoss;
import io.palavra.pipeline.BadInputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupervisedTrainerTest {
  private static final LabelledLines REVIEWS =
      LabelledLines.file(Path.of("src/test/resources/io/palavra/embeddings/fasttext/train.txt.gz"));

  @TempDir private Path folder;

  private final SupervisedOptions small =
      SupervisedOptions.defaults()
          .with(
              draft -> {
                draft.dimensions = 10;
                draft.buckets = 20_000;
                draft.wordNgrams = 2;
                draft.learningRate = 0.5;
                draft.threads = 1;
              });

  /**
   * fastText 0.9.2 with these options is right on 96 to 98 of 100 of its own training texts. Two
   * threads on so few texts write over each other as chance has it, so less is asked of them.
   */
  @ParameterizedTest
  @CsvSource({
    "SOFTMAX, 1, 0.95",
    "HIERARCHICAL_SOFTMAX, 1, 0.95",
    "ONE_VS_ALL, 1, 0.95",
    "ONE_VS_ALL, 2, 0.8"
  })
  void itLearnsWhatItIsShown(OutputLoss loss, int threads, double right) {
    FastTextModel model =
        SupervisedTrainer.train(
            REVIEWS,
            small.with(
                draft -> {
                  draft.loss = loss;
                  draft.threads = threads;
                  draft.epochs = 15;
                }));
    int[] counts = new int[2];
    REVIEWS.read(
        (labels, text) -> {
          counts[0]++;
          List<Label> all = model.predict(text, 5);
          counts[1] += all.get(0).name().equals(labels.get(0)) ? 1 : 0;
          if (loss != OutputLoss.ONE_VS_ALL) {
            assertThat(all.stream().mapToDouble(Label::probability).sum())
                .isCloseTo(1, within(1e-6));
          }
        });
    assertThat(counts[1] / (double) counts[0]).isGreaterThan(right);
  }

  @ParameterizedTest
  @CsvSource({
    "SOFTMAX, 1",
    "SOFTMAX, 2",
    "HIERARCHICAL_SOFTMAX, 1",
    "ONE_VS_ALL, 1",
    "ONE_VS_ALL, 2"
  })
  void aLearningRateWithWhichTheWeightsRunOffIsNamed(OutputLoss loss, int threads) {
    SupervisedOptions wild =
        small.with(
            draft -> {
              draft.loss = loss;
              draft.learningRate = 100;
              draft.threads = threads;
              draft.epochs = 50;
            });
    assertThatThrownBy(() -> SupervisedTrainer.train(REVIEWS, wild))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option learningRate: found \"100.0\", expected a smaller one");
  }

  /** The end of a text is a word, whose row alone they come from. */
  @Test
  void aTextWithoutAKnownWordHasTheProbabilitiesOfAnEmptyOne() {
    FastTextModel model =
        SupervisedTrainer.train(REVIEWS, small.with(draft -> draft.wordNgrams = 1));
    double[] empty = model.probabilities("");
    assertThat(model.probabilities("qwxz zzkq")).containsExactly(empty);
    assertThat(Arrays.stream(empty).distinct().count()).isGreaterThan(1);
  }

  @Test
  void oneThreadAndOneSeedGiveTheSameBits() {
    double[] first = SupervisedTrainer.train(REVIEWS, small).probabilities("não é bom");
    assertThat(SupervisedTrainer.train(REVIEWS, small).probabilities("não é bom"))
        .containsExactly(first);
    assertThat(
            SupervisedTrainer.train(REVIEWS, small.with(draft -> draft.seed = 2))
                .probabilities("não é bom"))
        .isNotEqualTo(first);
  }

  @Test
  void aSavedModelSaysTheSame() {
    FastTextModel model =
        SupervisedTrainer.train(
            REVIEWS,
            small.with(
                draft -> {
                  draft.shortest = 2;
                  draft.longest = 3;
                }));
    Path file = folder.resolve("model.bin");
    FastTextFiles.write(model, file);
    for (String text : List.of("", "não é bom", "palavradesconhecida 😀", "ótimo")) {
      assertThat(FastTextFiles.read(file).probabilities(text))
          .containsExactly(model.probabilities(text));
    }
  }

  @Test
  void severalLabelsAreLearnedEachByItself() {
    LabelledLines lines =
        lines(
            sink -> {
              sink.line(List.of("a", "b"), List.of("um", "dois"));
              sink.line(List.of("b"), List.of("dois", "dois"));
              sink.line(List.of("c"), List.of("três"));
              sink.line(List.of(), List.of("quatro"));
            });
    FastTextModel model =
        SupervisedTrainer.train(lines, small.with(draft -> draft.loss = OutputLoss.ONE_VS_ALL));
    assertThat(model.labels()).containsExactly("b", "a", "c");
    double[] both = model.probabilities("um dois");
    assertThat(both[0]).isGreaterThan(0.8);
    assertThat(both[1]).isGreaterThan(0.8);
    assertThat(both[2]).isLessThan(0.2);
    assertThat(Arrays.stream(model.probabilities("três")).max().orElseThrow()).isGreaterThan(0.8);
    assertThat(model.words().index().find("quatro")).isNegative();
  }

  @Test
  void oneAgainstAllCountsALabelThatStandsTwiceOnce() {
    SupervisedOptions options =
        small.with(
            draft -> {
              draft.loss = OutputLoss.ONE_VS_ALL;
              draft.learningRate = 1;
            });
    double[] repeated =
        SupervisedTrainer.train(
                lines(sink -> sink.line(List.of("a", "b", "a", "a"), List.of("um"))), options)
            .probabilities("um");
    double[] once =
        SupervisedTrainer.train(lines(sink -> sink.line(List.of("a", "b"), List.of("um"))), options)
            .probabilities("um");
    assertThat(repeated).containsExactly(once);
  }

  /** fastText draws one of a line's labels as they stand there. */
  @Test
  void softmaxLearnsALabelThatStandsTwiceTwiceAsOften() {
    FastTextModel model =
        SupervisedTrainer.train(
            lines(sink -> sink.line(List.of("a", "b", "a"), List.of("um"))),
            small.with(
                draft -> {
                  draft.learningRate = 0.1;
                  draft.epochs = 10;
                }));
    assertThat(model.predict("um", 1).get(0).name()).isEqualTo("a");
    assertThat(model.predict("um", 1).get(0).probability()).isCloseTo(2 / 3.0, within(0.05));
  }

  private static LabelledLines lines(Consumer<LabelledLines.Sink> some) {
    return new LabelledLines() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public void read(Sink sink) {
        for (int i = 0; i < 300; i++) {
          some.accept(sink);
        }
      }
    };
  }

  @Test
  void wrongOptionsAndTextsWithoutLabelsAreRefused() {
    assertThatThrownBy(() -> small.with(draft -> draft.dimensions = 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("dimensions");
    assertThatThrownBy(() -> small.with(draft -> draft.loss = OutputLoss.NEGATIVE_SAMPLING))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("loss");
    LabelledLines none =
        LabelledLines.file(
            Path.of("src/test/resources/io/palavra/embeddings/fasttext/questions.txt"));
    assertThatThrownBy(() -> SupervisedTrainer.train(none, small))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a text with a label");
  }
}
