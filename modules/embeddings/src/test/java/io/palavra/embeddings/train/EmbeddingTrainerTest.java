package io.palavra.embeddings.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.embeddings.Neighbour;
import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.text.CorpusWords;
import io.palavra.embeddings.text.Ngrams;
import io.palavra.embeddings.text.PlainText;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingTrainerTest {
  private static final int TOPICS = 4;
  private static final int WORDS = 8;

  @TempDir private Path folder;

  private final EmbeddingOptions small =
      EmbeddingOptions.defaults()
          .with(
              draft -> {
                draft.dimensions = 20;
                draft.minCount = 1;
                draft.subsample = 0;
                draft.learningRate = 0.05;
                draft.epochs = 8;
                draft.threads = 1;
              });

  @ParameterizedTest
  @CsvSource({
    "SKIP_GRAM, NEGATIVE_SAMPLING, 0, 1, true",
    "SKIP_GRAM, NEGATIVE_SAMPLING, 0, 2, false",
    "SKIP_GRAM, HIERARCHICAL_SOFTMAX, 0, 1, true",
    "CBOW, NEGATIVE_SAMPLING, 0, 1, true",
    "CBOW, HIERARCHICAL_SOFTMAX, 0, 2, true",
    "SKIP_GRAM, NEGATIVE_SAMPLING, 5000, 2, true",
    "CBOW, NEGATIVE_SAMPLING, 5000, 1, true"
  })
  void wordsThatShareSentencesBecomeNeighbours(
      Architecture architecture, Loss loss, int buckets, int threads, boolean share) {
    WordVectors vectors =
        EmbeddingTrainer.train(
            topics(),
            small.with(
                draft -> {
                  draft.architecture = architecture;
                  draft.loss = loss;
                  draft.threads = threads;
                  draft.shareNegatives = share;
                  draft.epochs = architecture == Architecture.CBOW ? 20 : 8;
                  draft.ngrams = buckets > 0 ? new Ngrams(3, 6, buckets) : Ngrams.NONE;
                }));
    int right = 0;
    for (int topic = 0; topic < TOPICS; topic++) {
      for (int word = 0; word < WORDS; word++) {
        for (Neighbour near : vectors.nearest(word(topic, word), WORDS - 1)) {
          right += near.word().endsWith("t" + topic) ? 1 : 0;
        }
      }
    }
    assertThat(right / (double) (TOPICS * WORDS * (WORDS - 1))).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @CsvSource({"SKIP_GRAM, 10, 1", "SKIP_GRAM, 10, 2", "CBOW, 5, 1"})
  void aLearningRateWithWhichTheWeightsRunOffIsNamed(
      Architecture architecture, double rate, int threads) {
    EmbeddingOptions options =
        small.with(
            draft -> {
              draft.architecture = architecture;
              draft.learningRate = rate;
              draft.threads = threads;
            });
    assertThatThrownBy(() -> EmbeddingTrainer.train(topics(), options))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "option learningRate: found \"" + rate + "\", expected a smaller one");
  }

  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "1, true"})
  void anInterruptedThreadIsToldSoAndKeepsItsFlag(int threads, boolean ofAFile) throws IOException {
    Path file = Files.writeString(folder.resolve("text.txt"), "a b c\n");
    WordSource text = ofAFile ? new PlainText(file) : topics();
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () -> EmbeddingTrainer.train(text, small.with(draft -> draft.threads = threads)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("training was interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void oneThreadAndOneSeedGiveTheSameBits() {
    float[] first = all(EmbeddingTrainer.train(topics(), small));
    assertThat(all(EmbeddingTrainer.train(topics(), small))).containsExactly(first);
    assertThat(all(EmbeddingTrainer.train(topics(), small.with(draft -> draft.seed = 2))))
        .isNotEqualTo(first);
  }

  @Test
  void unseenWordsGetAVectorFromSubwordsOnly() {
    WordVectors with =
        EmbeddingTrainer.train(topics(), small.with(d -> d.ngrams = new Ngrams(3, 6, 20_000)));
    assertThat(with.vector("w9t0")).isPresent();
    assertThat(with.vector("w1t0").orElseThrow()).hasSize(20);
    WordVectors without = EmbeddingTrainer.train(topics(), small.with(d -> d.epochs = 1));
    assertThat(without.vector("w9t0")).isEmpty();
    assertThatThrownBy(() -> without.nearest("w9t0", 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("w9t0");
  }

  @Test
  void progressEndsAtTheEnd() {
    List<Progress> seen = new ArrayList<>();
    EmbeddingTrainer.train(
        topics(), small, Path.of(System.getProperty("java.io.tmpdir")), seen::add);
    Progress last = seen.get(seen.size() - 1);
    assertThat(last.done()).isEqualTo(last.total());
    assertThat(last.learningRate()).isLessThan(1e-4);
  }

  @Test
  void aTextOfOneWordTrainsAndAnEmptyOneIsRefused() {
    WordSource one = source(List.of("eu", "eu eu"));
    assertThat(EmbeddingTrainer.train(one, small).size()).isEqualTo(1);
    assertThat(
            EmbeddingTrainer.train(one, small.with(d -> d.loss = Loss.HIERARCHICAL_SOFTMAX))
                .vector("eu"))
        .isPresent();
    assertThatThrownBy(() -> EmbeddingTrainer.train(source(List.of("", " ")), small))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void wrongOptionsAreRefusedByName() {
    assertThatThrownBy(() -> small.with(draft -> draft.dimensions = 0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("option dimensions: found \"0\", expected a whole number from 1 to 65536");
    assertThatThrownBy(() -> small.with(draft -> draft.subsample = Double.NaN))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("subsample");
  }

  private static float[] all(WordVectors vectors) {
    float[] values = new float[vectors.size() * vectors.dimensions()];
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(
          vectors.vector(i), 0, values, i * vectors.dimensions(), vectors.dimensions());
    }
    return values;
  }

  private static String word(int topic, int word) {
    return "w" + word + "t" + topic;
  }

  /** Sentences of one topic each. */
  private static WordSource topics() {
    Random random = new Random(1);
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      int topic = i % TOPICS;
      StringBuilder sentence = new StringBuilder();
      for (int j = 0; j < 8; j++) {
        sentence.append(word(topic, random.nextInt(WORDS))).append(' ');
      }
      sentences.add(sentence.toString());
    }
    return source(sentences);
  }

  private static WordSource source(List<String> sentences) {
    return new CorpusWords(Corpora.of("test", sentences), text -> List.of(text.split(" ")));
  }
}
