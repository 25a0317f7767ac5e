package io.palavra.embeddings.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.CorpusWords;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.corpus.Corpora;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingTrainingTest {
  private static final float[] NONE = {};

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "SKIP_GRAM, NEGATIVE_SAMPLING, 0",
    "CBOW, HIERARCHICAL_SOFTMAX, 0",
    "SKIP_GRAM, NEGATIVE_SAMPLING, 1000"
  })
  void aTrainingThatWasSavedAndGoneOnWithEqualsOneThatWasNot(
      Architecture architecture, Loss loss, int buckets) throws IOException {
    EmbeddingOptions options = options(architecture, loss, buckets, 1);
    WordVectors straight = EmbeddingTrainer.train(text(), options);
    byte[] saved = savedHalfway(options);
    try (EmbeddingTraining second = EmbeddingTraining.of(text(), options, folder)) {
      second.restore(new DataInputStream(new ByteArrayInputStream(saved)));
      assertThat(second.progress().done()).isBetween(1L, second.progress().total() - 1);
      assertThat(second.run(() -> false, progress -> {})).isTrue();
      WordVectors resumed = second.vectors();
      for (int i = 0; i < straight.size(); i++) {
        assertThat(resumed.vector(i)).isEqualTo(straight.vector(i));
      }
      assertThat(resumed.vector("w0w1").orElse(NONE))
          .isEqualTo(straight.vector("w0w1").orElse(NONE));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1000"})
  void aTrainingThatGoesOnFromSavedVectorsBeginsWithTheirRows(int buckets) {
    EmbeddingOptions options = options(Architecture.SKIP_GRAM, Loss.NEGATIVE_SAMPLING, buckets, 2);
    WordVectors saved = EmbeddingTrainer.train(text(), options);
    List<String> lines = List.of("nova w00 w01", "w30 novas", "w30 w30");
    WordSource other =
        new CorpusWords(Corpora.of("other", lines), line -> List.of(line.split(" ")));
    try (EmbeddingTraining training = EmbeddingTraining.of(other, options, folder)) {
      assertThat(training.startFrom(saved)).isEqualTo(3);
      WordVectors begun = training.vectors();
      for (String word : List.of("w00", "w01", "w30")) {
        assertThat(begun.ownRow(begun.find(word))).isEqualTo(saved.ownRow(saved.find(word)));
        for (int bucket : buckets(options, word)) {
          assertThat(begun.bucketRow(bucket)).isEqualTo(saved.bucketRow(bucket));
        }
      }
      assertThat(begun.ownRow(begun.find("nova"))).doesNotContain(0);
      for (int bucket : buckets(options, "nova")) {
        assertThat(begun.bucketRow(bucket)).doesNotContain(0);
      }
      Set<Integer> used = new TreeSet<>();
      begun.words().forEach(word -> used.addAll(buckets(options, word)));
      IntStream.range(0, buckets)
          .filter(bucket -> !used.contains(bucket))
          .forEach(bucket -> assertThat(begun.bucketRow(bucket)).containsOnly(0));
    }
  }

  /** Of vectors without n-grams, and of vectors whose n-grams are others. */
  @ParameterizedTest
  @CsvSource({"0", "700"})
  void aWordBeginsWithItsSavedVectorWhateverItsNgrams(int buckets) {
    EmbeddingOptions before = options(Architecture.SKIP_GRAM, Loss.NEGATIVE_SAMPLING, buckets, 1);
    EmbeddingOptions now = options(Architecture.SKIP_GRAM, Loss.NEGATIVE_SAMPLING, 50, 1);
    WordVectors saved = EmbeddingTrainer.train(text(), before);
    try (EmbeddingTraining training = EmbeddingTraining.of(text(), now, folder)) {
      assertThat(training.startFrom(saved)).isEqualTo(saved.size());
      WordVectors begun = training.vectors();
      for (String word : saved.words().toList()) {
        assertThat(begun.vector(word).orElseThrow())
            .usingComparatorWithPrecision(1e-6f)
            .containsExactly(saved.vector(word).orElseThrow());
      }
    }
  }

  private static List<Integer> buckets(EmbeddingOptions options, String word) {
    return IntStream.of(options.ngrams().of(word)).boxed().toList();
  }

  @Test
  void theLossOfTheProbeFalls() {
    EmbeddingOptions options = options(Architecture.SKIP_GRAM, Loss.NEGATIVE_SAMPLING, 0, 2);
    try (EmbeddingTraining training = EmbeddingTraining.of(text(), options, folder)) {
      assertThat(training.loss()).isCloseTo(6 * Math.log(2), within(0.15));
      training.run(() -> false, progress -> {});
      assertThat(training.loss()).isLessThan(4.0);
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void whatWasSavedByAnotherTrainingOrCutIsRefused() throws IOException {
    EmbeddingOptions one = options(Architecture.SKIP_GRAM, Loss.NEGATIVE_SAMPLING, 0, 1);
    byte[] saved = savedHalfway(one);
    EmbeddingOptions wider = one.with(draft -> draft.dimensions = 17);
    try (EmbeddingTraining other = EmbeddingTraining.of(text(), wider, folder);
        EmbeddingTraining same = EmbeddingTraining.of(text(), one, folder)) {
      assertThatThrownBy(() -> other.restore(new DataInputStream(new ByteArrayInputStream(saved))))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(
              () ->
                  same.restore(
                      new DataInputStream(new ByteArrayInputStream(saved, 0, saved.length / 2))))
          .isInstanceOf(IOException.class);
    }
  }

  private byte[] savedHalfway(EmbeddingOptions options) throws IOException {
    try (EmbeddingTraining first = EmbeddingTraining.of(text(), options, folder)) {
      boolean done = first.run(() -> first.progress().done() > 0, progress -> {});
      assertThat(done).as("paused before its end").isFalse();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      first.save(new DataOutputStream(bytes));
      return bytes.toByteArray();
    }
  }

  private static EmbeddingOptions options(
      Architecture architecture, Loss loss, int buckets, int threads) {
    return EmbeddingOptions.defaults()
        .with(
            draft -> {
              draft.architecture = architecture;
              draft.loss = loss;
              draft.dimensions = 16;
              draft.window = 2;
              draft.minCount = 1;
              draft.epochs = 12;
              draft.threads = threads;
              draft.ngrams = buckets > 0 ? new Ngrams(3, 4, buckets) : Ngrams.NONE;
            });
  }

  /** Lines of random length over 60 words that come by Zipf's law. */
  private static WordSource text() {
    Random random = new Random(3);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      int topic = random.nextInt(4);
      lines.add(
          String.join(
              " ",
              IntStream.range(0, 5 + random.nextInt(30))
                  .mapToObj(j -> "w" + topic + (int) (15 * Math.pow(random.nextDouble(), 2)))
                  .toList()));
    }
    return new CorpusWords(Corpora.of("topics", lines), line -> List.of(line.split(" ")));
  }
}
