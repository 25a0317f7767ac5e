package io.palavra.embeddings.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.CorpusWords;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.corpus.Corpora;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParagraphTrainingTest {
  private static final int TEXTS = 300;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(ParagraphModel.class)
  void aTrainingThatWasSavedAndGoneOnWithEqualsOneThatWasNot(ParagraphModel model)
      throws IOException {
    ParagraphOptions options = options(model, 1);
    ParagraphVectors straight = ParagraphVectors.train(texts(), options);
    byte[] saved = savedHalfway(options);
    try (ParagraphTraining second = ParagraphTraining.of(texts(), options, folder)) {
      second.restore(new DataInputStream(new ByteArrayInputStream(saved)));
      assertThat(second.progress().done()).isBetween(1L, second.progress().total() - 1);
      assertThat(second.run(() -> false, progress -> {})).isTrue();
      ParagraphVectors resumed = second.paragraphs().orElseThrow();
      for (int i = 0; i < TEXTS; i++) {
        assertThat(resumed.vector(i)).isEqualTo(straight.vector(i));
      }
      for (int word = 0; word < straight.words().size(); word++) {
        assertThat(resumed.outputRow(word)).isEqualTo(straight.outputRow(word));
      }
      assertThat(resumed.infer(words(3))).isEqualTo(straight.infer(words(3)));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(ParagraphModel.class)
  void aTextThatIsInferredIsNearestToItselfAmongMany(ParagraphModel model) {
    ParagraphVectors vectors = ParagraphVectors.train(texts(), options(model, 1));
    long first = 0;
    for (int i = 0; i < TEXTS; i++) {
      first += vectors.nearest(vectors.infer(words(i)), 1).get(0).number() == i ? 1 : 0;
    }
    assertThat(first).isGreaterThan(TEXTS * 9 / 10);
  }

  @ParameterizedTest
  @EnumSource(ParagraphModel.class)
  void theLossFallsFromThatOfChance(ParagraphModel model) {
    try (ParagraphTraining training = ParagraphTraining.of(texts(), options(model, 2), folder)) {
      assertThat(training.loss()).isCloseTo(6 * Math.log(2), within(0.15));
      training.run(() -> false, progress -> {});
      assertThat(training.loss()).isLessThan(3.0);
      assertThat(training.parameters()).isEqualTo((2L * training.words().size() + TEXTS) * 16);
    }
  }

  @Test
  void aTextWithoutAFrequentWordHasZerosAndIsNearToNone() {
    List<String> lines = List.of("um dois um dois", "", "raro", "dois um um um");
    WordSource source =
        new CorpusWords(Corpora.of("few", lines), line -> List.of(line.split(" +")));
    ParagraphOptions options = options(ParagraphModel.DISTRIBUTED_BAG, 1);
    ParagraphVectors vectors =
        ParagraphVectors.train(
            source,
            new ParagraphOptions(
                options.model(), options.words().with(draft -> draft.minCount = 2), 5));
    assertThat(vectors.size()).isEqualTo(4);
    assertThat(vectors.vector(1)).isEqualTo(new float[16]);
    assertThat(vectors.vector(2)).isEqualTo(new float[16]);
    assertThat(vectors.nearest(vectors.vector(0), 9))
        .extracting(ParagraphVectors.Near::number)
        .containsExactlyInAnyOrder(0, 3);
    assertThat(vectors.nearest(vectors.vector(1), 9)).isEmpty();
  }

  @Test
  void wordsBeginWithTheirSavedVectors() {
    ParagraphOptions options = options(ParagraphModel.DISTRIBUTED_BAG_AND_WORDS, 1);
    WordVectors saved = EmbeddingTrainer.train(texts(), options.words());
    try (ParagraphTraining training = ParagraphTraining.of(texts(), options, folder)) {
      assertThat(training.startFrom(saved)).isEqualTo(saved.size());
      WordVectors begun = training.vectors();
      for (int i = 0; i < saved.size(); i++) {
        assertThat(begun.vector(begun.find(saved.word(i)))).isEqualTo(saved.vector(i));
      }
    }
  }

  @Test
  void wordsOfOneTopicLieTogetherWherePvDbowLearnsThem() {
    ParagraphOptions options = options(ParagraphModel.DISTRIBUTED_BAG_AND_WORDS, 1);
    try (ParagraphTraining training = ParagraphTraining.of(texts(), options, folder)) {
      training.run(() -> false, progress -> {});
      WordVectors vectors = training.vectors();
      assertThat(vectors.nearest("t0w1", 8)).allMatch(near -> near.word().startsWith("t0"));
    }
  }

  @Test
  void whatWasSavedByAnotherTrainingOrCutIsRefused() throws IOException {
    ParagraphOptions one = options(ParagraphModel.DISTRIBUTED_BAG, 1);
    byte[] saved = savedHalfway(one);
    ParagraphOptions wider =
        new ParagraphOptions(one.model(), one.words().with(draft -> draft.dimensions = 17), 5);
    for (ParagraphOptions other : List.of(wider, options(one.model(), 2))) {
      try (ParagraphTraining training = ParagraphTraining.of(texts(), other, folder)) {
        assertThatThrownBy(
                () -> training.restore(new DataInputStream(new ByteArrayInputStream(saved))))
            .isInstanceOf(IOException.class);
      }
    }
    try (ParagraphTraining same = ParagraphTraining.of(texts(), one, folder)) {
      byte[] cut = java.util.Arrays.copyOf(saved, saved.length / 2);
      assertThatThrownBy(() -> same.restore(new DataInputStream(new ByteArrayInputStream(cut))))
          .isInstanceOf(IOException.class);
    }
  }

  private byte[] savedHalfway(ParagraphOptions options) throws IOException {
    try (ParagraphTraining first = ParagraphTraining.of(texts(), options, folder)) {
      boolean done = first.run(() -> first.progress().done() > 0, progress -> {});
      assertThat(done).as("paused before its end").isFalse();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      first.save(new DataOutputStream(bytes));
      return bytes.toByteArray();
    }
  }

  private static ParagraphOptions options(ParagraphModel model, int threads) {
    return new ParagraphOptions(
        model,
        EmbeddingOptions.defaults()
            .with(
                draft -> {
                  draft.dimensions = 16;
                  draft.window = 2;
                  draft.minCount = 1;
                  draft.subsample = 0;
                  draft.epochs = 60;
                  draft.learningRate = 0.05;
                  draft.threads = threads;
                }),
        60);
  }

  /** Each text draws from twelve words of its topic, with a share of its own for each. */
  private static List<String> words(int text) {
    Random random = new Random(text);
    List<String> words = new ArrayList<>();
    List<Integer> favourites = List.of(random.nextInt(12), random.nextInt(12), random.nextInt(12));
    for (int i = 0; i < 30; i++) {
      int word = i % 5 == 0 ? random.nextInt(12) : favourites.get(random.nextInt(3));
      words.add("t" + text % 4 + "w" + word);
    }
    return words;
  }

  private static WordSource texts() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      lines.add(String.join(" ", words(i)));
    }
    return new CorpusWords(Corpora.of("topics", lines), line -> List.of(line.split(" ")));
  }
}
