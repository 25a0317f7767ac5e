package io.palavra.embeddings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.kind.ModelScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorScoreTest {
  @TempDir private Path folder;

  private final WordVectors vectors =
      WordVectors.of(
          List.of("casa", "lar", "rei"),
          List.of(new float[] {1, 0}, new float[] {1, 1}, new float[] {-1, 0}));

  @Test
  void filesOfOneNameAreToldApartByTheirFolders() throws IOException {
    for (String file : List.of("a/set.txt", "b/set.txt", "b/set.tsv", "b/own.txt")) {
      write(file, "casa\tlar\t9\ncasa\trei\t1\n");
    }
    List<String> files = List.of("a/set.txt", "b/set.txt", "b/set.tsv", "b/own.txt");
    ModelScore score = VectorScore.of(vectors, EvaluationSets.of(folder, files));
    assertThat(score.metrics())
        .containsEntry("a/set.spearman", 1.0)
        .containsEntry("b/set.txt.spearman", 1.0)
        .containsEntry("b/set.tsv.spearman", 1.0)
        .containsEntry("own.spearman", 1.0)
        .hasSize(12);
  }

  @Test
  void filesThatAreNoSetsAreNamedInOneLine() throws IOException {
    write("pairs.txt", "casa\tlar\t9\ncasa\trei\t1\n");
    write("classes.txt", "NOUN\tCLASS\tA\tB\npato\tave\t2094\t7.65\ncão\tfera\t9\t2,2\n");
    write("README.md", "what this is\n");
    List<String> files = List.of("pairs.txt", "classes.txt", "README.md");
    ModelScore score = VectorScore.of(vectors, EvaluationSets.of(folder, files));
    assertThat(score.summary().lines())
        .hasSize(2)
        .last()
        .isEqualTo("neither similarities nor analogies: classes.txt, README.md");
    assertThatThrownBy(() -> EvaluationSets.of(folder, List.of("README.md")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("similarities or analogies");
  }

  @Test
  void aFigureThatThereIsNoneOfIsSaidInWordsAndHasNoEntry() throws IOException {
    write("pairs.txt", "x\ty\t9\nx\trei\t1\n");
    write("questions.txt", "x y casa lar\n");
    write("one.txt", "casa\tlar\t9\nx\ty\t1\n");
    ModelScore score =
        VectorScore.of(
            vectors, EvaluationSets.of(folder, List.of("pairs.txt", "questions.txt", "one.txt")));
    assertThat(score.summary())
        .contains("none of 2 pairs known", "none of 1 question known")
        .contains("no correlation over 1 of 2 pairs")
        .doesNotContain("NaN");
    assertThat(score.metrics().keySet())
        .containsExactly(
            "one.coverage",
            "one.spearmanOfAll",
            "pairs.coverage",
            "questions.accuracyOfAll",
            "questions.coverage");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
