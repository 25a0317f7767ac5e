package io.palavra.embeddings.glove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.CorpusWords;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.EncodedText;
import io.palavra.embeddings.text.WordCounter;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GloveTrainerTest {
  private static final int V = 6;
  private static final int D = 8;

  @TempDir private Path folder;

  private final GloveOptions small =
      GloveOptions.defaults()
          .with(
              draft -> {
                draft.dimensions = D;
                draft.window = 3;
                draft.minCount = 1;
                draft.threads = 1;
                draft.most = 10;
              });

  /** Equations 8 and 9 of the paper and AdaGrad in plain doubles, on a matrix of 6 by 6. */
  @Test
  void lossAndStepsEqualAPlainReference() {
    Random random = new Random(4);
    GloveTables tables = new GloveTables(V, D);
    float[] words = tables.words.numbers();
    float[] contexts = tables.contexts.numbers();
    Reference reference = new Reference();
    for (int i = 0; i < V * D; i++) {
      int at = tables.words.place(i / D) + i % D;
      words[at] = random.nextFloat() - 0.5f;
      contexts[at] = random.nextFloat() - 0.5f;
      reference.w[i / D][i % D] = words[at];
      reference.c[i / D][i % D] = contexts[at];
    }
    float[] counts = new float[V * V];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = 0.5f + 20 * random.nextFloat();
    }
    double first = 0;
    double last = 0;
    for (int epoch = 0; epoch < 60; epoch++) {
      double loss = 0;
      double expected = 0;
      for (int i = 0; i < counts.length; i++) {
        loss += tables.learn(RowMaths.best(), i / V, i % V, counts[i], small);
        expected += reference.learn(i / V, i % V, counts[i]);
      }
      assertThat(loss).isCloseTo(expected, within(1e-3 * expected + 1e-5));
      first = epoch == 0 ? loss : first;
      last = loss;
    }
    assertThat(last).isLessThan(0.02 * first);
    for (int i = 0; i < V * D; i++) {
      double word = words[tables.words.place(i / D) + i % D];
      assertThat(word).isCloseTo(reference.w[i / D][i % D], within(1e-4));
    }
  }

  private static final class Reference {
    private final double[][] w = new double[V][D];
    private final double[][] c = new double[V][D];
    private final double[][] wg = new double[V][D];
    private final double[][] cg = new double[V][D];
    private final double[] b = new double[2 * V];
    private final double[] bg = new double[2 * V];

    double learn(int i, int j, double x) {
      double diff = b[i] + b[V + j] - Math.log(x);
      for (int k = 0; k < D; k++) {
        diff += w[i][k] * c[j][k];
      }
      double f = Math.min(1, Math.pow(x / 10, 0.75));
      for (int k = 0; k < D; k++) {
        double gw = f * diff * c[j][k];
        double gc = f * diff * w[i][k];
        w[i][k] -= 0.05 * gw / Math.sqrt(1 + wg[i][k]);
        c[j][k] -= 0.05 * gc / Math.sqrt(1 + cg[j][k]);
        wg[i][k] += gw * gw;
        cg[j][k] += gc * gc;
      }
      for (int at : new int[] {i, V + j}) {
        b[at] -= 0.05 * f * diff / Math.sqrt(1 + bg[at]);
        bg[at] += f * f * diff * diff;
      }
      return 0.5 * f * diff * diff;
    }
  }

  /** "a b a c" with a window of 2, by hand: a and b are neighbours twice, a and a two apart. */
  @Test
  void pairsWeighOneOverTheirDistance() {
    Map<Long, Float> found = counts(text("a b a c", "", "b"), draft -> draft.window = 2);
    assertThat(found)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                pair(0, 1), 2f,
                pair(1, 0), 2f,
                pair(0, 0), 1f,
                pair(0, 2), 1f,
                pair(2, 0), 1f,
                pair(1, 2), 0.5f,
                pair(2, 1), 0.5f));
  }

  @Test
  void whatIsSpilledToDiskIsCountedAsInMemory() {
    Map<Long, Float> whole = counts(text(), draft -> {});
    Map<Long, Float> spilled = counts(text(), draft -> draft.pairsInMemory = 16);
    assertThat(spilled.keySet()).isEqualTo(whole.keySet());
    whole.forEach((key, weight) -> assertThat(spilled.get(key)).isCloseTo(weight, within(0.01f)));
    assertThat(whole.get(pair(1, 2))).isEqualTo(whole.get(pair(2, 1)));
    assertThat(folder).isEmptyDirectory();
  }

  private static long pair(int first, int second) {
    return (long) first << 32 | second;
  }

  private Map<Long, Float> counts(WordSource text, Consumer<GloveOptions.Draft> change) {
    GloveOptions options = small.with(change);
    Map<Long, Float> found = new TreeMap<>();
    CountedWords words = WordCounter.count(text, 1, 1000);
    try (EncodedText encoded = EncodedText.of(text, words, folder);
        Cooccurrences counts = Cooccurrences.count(encoded, options, folder)) {
      for (Cooccurrences.Part part : counts.parts()) {
        long[] keys = new long[part.size()];
        float[] weights = new float[part.size()];
        Cooccurrences.read(part, keys, weights);
        for (int i = 0; i < keys.length; i++) {
          assertThat(found.put(keys[i], weights[i])).isNull();
        }
      }
      assertThat(counts.size()).isEqualTo(found.size());
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void aTrainingThatWasSavedAndRestoredGivesTheSameBits(int pauseAt) throws IOException {
    GloveOptions options =
        small.with(
            draft -> {
              draft.pairsInMemory = 50;
              draft.epochs = 3;
            });
    WordVectors straight = GloveTrainer.train(text(), options, folder, loss -> {});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GloveTraining first = GloveTraining.of(text(), options, folder)) {
      int[] looks = {0};
      assertThat(first.run(() -> looks[0]++ == pauseAt, progress -> {})).isFalse();
      assertThat(first.progress().done()).isBetween(1L, first.progress().total() - 1);
      first.save(new DataOutputStream(bytes));
    }
    try (GloveTraining second = GloveTraining.of(text(), options, folder)) {
      second.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      assertThat(second.run(() -> false, progress -> {})).isTrue();
      assertThat(second.progress().done()).isEqualTo(second.progress().total());
      for (int word = 0; word < straight.size(); word++) {
        assertThat(second.vectors().vector(word)).isEqualTo(straight.vector(word));
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void wordsBeginWithTheVectorsOfATrainingBefore() {
    WordVectors saved = GloveTrainer.train(text(), small, folder, loss -> {});
    try (GloveTraining training = GloveTraining.of(text(), small, folder)) {
      assertThat(training.startFrom(saved)).isEqualTo(saved.size());
      assertThat(training.vectors().vector(2)).isEqualTo(saved.vector(2));
    }
    try (GloveTraining other =
        GloveTraining.of(text(), small.with(draft -> draft.dimensions = 9), folder)) {
      assertThatThrownBy(() -> other.startFrom(saved))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("dimensions");
    }
  }

  @Test
  void aLearningRateWithWhichTheWeightsRunOffIsNamed() {
    GloveOptions wild =
        small.with(
            draft -> {
              draft.learningRate = 100;
              draft.epochs = 40;
            });
    assertThatThrownBy(() -> GloveTrainer.train(text(), wild, folder, loss -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option learningRate: found \"100.0\", expected a smaller one");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anInterruptedThreadIsToldSoAndKeepsItsFlag() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> GloveTrainer.train(text(), small, folder, loss -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("training was interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTextWithoutAPairIsRefused() {
    assertThatThrownBy(() -> GloveTrainer.train(text("a", "b", "a"), small, folder, loss -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("two words in one line");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void wordsOfOneTopicBecomeNeighboursAndTheLossFalls() {
    List<Double> losses = new ArrayList<>();
    WordVectors vectors =
        GloveTrainer.train(text(), small.with(d -> d.epochs = 40), folder, losses::add);
    assertThat(losses.get(39)).isLessThan(0.5 * losses.get(0));
    assertThat(vectors.nearest("a1", 3)).allMatch(near -> near.word().startsWith("a"));
    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(() -> small.with(draft -> draft.window = 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("window");
  }

  private static WordSource text() {
    Random random = new Random(2);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      StringBuilder line = new StringBuilder();
      for (int k = 0; k < 8; k++) {
        line.append(i % 2 == 0 ? "a" : "b").append(random.nextInt(6)).append(' ');
      }
      lines.add(line.toString());
    }
    return text(lines.toArray(String[]::new));
  }

  private static WordSource text(String... lines) {
    return new CorpusWords(
        Corpora.of("test", List.of(lines)),
        line -> line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }
}
