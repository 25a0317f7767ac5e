package io.palavra.embeddings.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.embeddings.fasttext.FastTextModel;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.TextClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that fastText 0.9.2 wrote, beside what it said of the same texts. */
class ImportedFastTextTest {
  private static final Path FILES =
      Path.of("src/test/resources/io/palavra/embeddings/fasttext").toAbsolutePath();

  private final FastTextKind kind = new FastTextKind();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"softmax.bin", "tree.bin", "each.bin", "packed.ftz"})
  void textsGetFastTextsLabelsWithItsProbabilities(String name) throws IOException {
    List<String> texts = Files.readAllLines(FILES.resolve("questions.txt"));
    List<String> said =
        Files.readAllLines(FILES.resolve(name.substring(0, name.indexOf('.')) + ".labels"));
    try (TextClassifier model = classifier(name)) {
      List<Classification> answers = model.classify(texts);
      for (int i = 0; i < texts.size(); i++) {
        String[] words = said.get(i).split(" ");
        Classification answer = answers.get(i);
        assertThat(FastTextModel.LABEL_PREFIX + answer.label()).isEqualTo(words[0]);
        assertThat(answer.probability()).isCloseTo(probability(words[1]), within(5e-5));
        for (int k = 0; k + 1 < words.length; k += 2) {
          String label = words[k].substring(FastTextModel.LABEL_PREFIX.length());
          assertThat(answer.probabilities().get(model.labels().indexOf(label)))
              .isCloseTo(probability(words[k + 1]), within(5e-5));
        }
      }
    }
  }

  private static double probability(String said) {
    return Math.min(1, Double.parseDouble(said));
  }

  @Test
  void wordsAreCutAtWhiteSpaceAlone() {
    try (TextClassifier model = classifier("softmax.bin")) {
      Explanation explanation = model.explain("não gostei .mesmo");
      assertThat(explanation.tokens().stream().map(token -> token.text()))
          .containsExactly("não", "gostei", ".mesmo");
    }
  }

  @Test
  void itIsScoredOnDataOfItsLabels() throws IOException {
    Path data = folder.resolve("data.csv");
    Files.writeString(data, "text,label\notimo produto .,positivo\nodiei .,negativo\n");
    try (TextClassifier model = classifier("softmax.bin")) {
      assertThat(model.evaluate(DataRequest.of(data.toString())).metrics()).containsKey("accuracy");
    }
    Files.writeString(data, "text,label\notimo produto .,bom\n");
    try (TextClassifier model = classifier("softmax.bin")) {
      assertThatThrownBy(() -> model.evaluate(DataRequest.of(data.toString())))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("data.csv:2")
          .hasMessageContaining("positivo");
    }
  }

  @Test
  void vectorsWithoutLabelsAreRefusedByName() {
    assertThatThrownBy(() -> kind.imported(FILES.resolve("vectors.bin")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("vectors.bin")
        .hasMessageContaining("palavra embeddings");
  }

  @Test
  void aCutFileIsRefusedByName() throws IOException {
    Path cut = folder.resolve("cut.bin");
    byte[] whole = Files.readAllBytes(FILES.resolve("softmax.bin"));
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> kind.imported(cut))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cut.bin");
  }

  @Test
  void otherFilesAndFoldersAreNone() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "no model");
    assertThat(kind.imported(text)).isEmpty();
    assertThat(kind.imported(folder)).isEmpty();
    assertThat(kind.imported(folder.resolve("missing"))).isEmpty();
  }

  private TextClassifier classifier(String name) {
    return (TextClassifier) kind.imported(FILES.resolve(name)).orElseThrow();
  }
}
