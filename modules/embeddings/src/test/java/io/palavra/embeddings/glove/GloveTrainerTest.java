package io.palavra.embeddings.glove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.RowMaths;
import io.palavra.embeddings.text.CorpusWords;
import io.palavra.embeddings.text.CountedWords;
import io.palavra.embeddings.text.WordCounter;
import io.palavra.embeddings.text.WordSource;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    int width = WordVectors.width(D);
    GloveTables tables = new GloveTables(V, width);
    Reference reference = new Reference();
    for (int i = 0; i < V * D; i++) {
      int at = i / D * width + i % D;
      tables.words[at] = random.nextFloat() - 0.5f;
      tables.contexts[at] = random.nextFloat() - 0.5f;
      reference.w[i / D][i % D] = tables.words[at];
      reference.c[i / D][i % D] = tables.contexts[at];
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
      double word = tables.words[i / D * width + i % D];
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

  @Test
  void whatIsSpilledToDiskIsCountedAsInMemory() {
    WordSource text = text();
    CountedWords words = WordCounter.count(text, 1, 1000);
    Map<Long, Float> whole = counts(text, words, small);
    Map<Long, Float> spilled = counts(text, words, small.with(draft -> draft.pairsInMemory = 16));
    assertThat(spilled.keySet()).isEqualTo(whole.keySet());
    whole.forEach((key, weight) -> assertThat(spilled.get(key)).isCloseTo(weight, within(0.01f)));
    int a = words.find("a1");
    int b = words.find("a2");
    assertThat(whole.get((long) a << 32 | b)).isEqualTo(whole.get((long) b << 32 | a));
  }

  private Map<Long, Float> counts(WordSource text, CountedWords words, GloveOptions options) {
    Map<Long, Float> found = new TreeMap<>();
    try (Cooccurrences counts = Cooccurrences.count(text, words, options, folder)) {
      for (Cooccurrences.Part part : counts.parts()) {
        long[] keys = new long[part.size()];
        float[] weights = new float[part.size()];
        Cooccurrences.read(part, keys, weights);
        for (int i = 0; i < keys.length; i++) {
          assertThat(found.put(keys[i], weights[i])).isNull();
        }
      }
    }
    return found;
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
    return new CorpusWords(Corpora.of("test", lines), line -> List.of(line.split(" ")));
  }
}
