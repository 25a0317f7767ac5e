package io.palavra.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reviews that the project wrote itself are what their generator writes. */
class ReviewsTest {
  private static final Path DATASETS = Path.of("..", "..", "datasets");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pt", "en"})
  void theGeneratorWritesTheSameBytesAgain(String language)
      throws IOException, InterruptedException {
    Path again = folder.resolve("again.csv");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                DATASETS.resolve("generator/Reviews.java").toString(),
                "--language",
                language,
                "--seed",
                "1",
                "--count",
                "8000")
            .redirectOutput(again.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(again).hasSameBinaryContentAs(DATASETS.resolve("reviews-" + language + ".csv"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pt", "en"})
  void noTextStandsTwiceAndBothLabelsAreAsFrequent(String language) throws IOException {
    List<String> lines = Files.readAllLines(DATASETS.resolve("reviews-" + language + ".csv"));
    List<String> rows = lines.subList(1, lines.size());
    assertThat(rows.stream().map(row -> row.substring(0, row.lastIndexOf(','))))
        .doesNotHaveDuplicates();
    assertThat(
            rows.stream()
                .filter(row -> row.endsWith(",negativ" + (language.equals("pt") ? "o" : "e"))))
        .hasSize(rows.size() / 2);
  }
}
