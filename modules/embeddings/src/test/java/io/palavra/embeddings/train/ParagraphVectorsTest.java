package io.palavra.embeddings.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.embeddings.text.CorpusWords;
import io.palavra.embeddings.text.WordSource;
import io.palavra.embeddings.train.ParagraphVectors.Near;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Corpora;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParagraphVectorsTest {
  private static final int TEXTS = 120;

  @ParameterizedTest
  @EnumSource(ParagraphModel.class)
  void textsOfOneTopicLieTogetherLearnedOrInferred(ParagraphModel model) {
    ParagraphOptions options = options(model, 1);
    ParagraphVectors vectors = ParagraphVectors.train(texts(), options);
    assertThat(vectors.size()).isEqualTo(TEXTS);
    float[] mine = vectors.infer(List.of("x", "a1", "x", "a2", "x", "nada", "a4", "x", "a5", "x"));
    double same = 0;
    double other = 0;
    for (int i = 2; i < TEXTS; i++) {
      double cosine = cosine(mine, vectors.vector(i));
      same += i % 2 == 0 ? cosine : 0;
      other += i % 2 == 1 ? cosine : 0;
    }
    assertThat(same).isGreaterThan(other + TEXTS / 6.0);
    assertThat(vectors.nearest(vectors.vector(7), 3)).hasSize(3).first().isEqualTo(new Near(7, 1));
    assertThat(vectors.infer(List.of("b1", "b2"))).isEqualTo(vectors.infer(List.of("b1", "b2")));
    assertThat(vectors.infer(List.of("b1", "nada", "b2", "nunca")))
        .isEqualTo(vectors.infer(List.of("b1", "b2")));
    assertThat(vectors.infer(List.of())).isEqualTo(new float[12]);
    assertThat(vectors.infer(List.of("nada", "nunca"))).isEqualTo(new float[12]);
  }

  @ParameterizedTest
  @EnumSource(ParagraphModel.class)
  void oneThreadGivesTheSameBitsAndTwoLearnToo(ParagraphModel model) {
    float[] first = ParagraphVectors.train(texts(), options(model, 1)).vector(7);
    assertThat(ParagraphVectors.train(texts(), options(model, 1)).vector(7)).isEqualTo(first);
    assertThat(ParagraphVectors.train(texts(), options(model, 2)).vector(7)).hasSize(12);
  }

  @ParameterizedTest
  @EnumSource(ParagraphModel.class)
  void aLearningRateWithWhichTheWeightsRunOffIsNamed(ParagraphModel model) {
    ParagraphOptions sound = options(model, 1);
    ParagraphOptions wild =
        new ParagraphOptions(model, sound.words().with(draft -> draft.learningRate = 10), 60);
    assertThatThrownBy(() -> ParagraphVectors.train(texts(), wild))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option learningRate: found \"10.0\", expected a smaller one");
  }

  private static ParagraphOptions options(ParagraphModel model, int threads) {
    return new ParagraphOptions(
        model,
        EmbeddingOptions.defaults()
            .with(
                draft -> {
                  draft.dimensions = 12;
                  draft.minCount = 1;
                  draft.subsample = 0;
                  draft.window = 1;
                  draft.epochs = 40;
                  draft.learningRate = 0.05;
                  draft.threads = threads;
                }),
        60);
  }

  private static double cosine(float[] x, float[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (double) x[i] * y[i];
      xx += (double) x[i] * x[i];
      yy += (double) y[i] * y[i];
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** A word between others tells nothing of its neighbour: only the text does. */
  private static WordSource texts() {
    Random random = new Random(2);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder line = new StringBuilder();
      for (int k = 0; k < 20; k++) {
        line.append("x ").append(i % 2 == 0 ? "a" : "b").append(random.nextInt(6)).append(' ');
      }
      lines.add(line.toString());
    }
    return new CorpusWords(Corpora.of("test", lines), line -> List.of(line.split(" ")));
  }
}
