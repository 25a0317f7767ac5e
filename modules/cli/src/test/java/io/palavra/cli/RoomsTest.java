package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the house against the house. */
class RoomsTest {
  private static final Path ROOT = Path.of("../..");

  @ParameterizedTest
  @ValueSource(
      strings = {"pipeline", "training", "embeddings", "search", "translator", "cnn", "sentiment"})
  void thePageOfTheHouseNamesEveryPackage(String module) throws IOException {
    String row =
        Files.readAllLines(ROOT.resolve("docs/architecture.md")).stream()
            .filter(line -> line.startsWith("| `modules/" + module + "` |"))
            .findFirst()
            .orElseThrow();
    assertThat(packages(module)).isNotEmpty().allMatch(name -> row.contains("`" + name + "`"));
  }

  private static List<String> packages(String module) throws IOException {
    Path root = ROOT.resolve("modules/" + module + "/src/main/java/io/palavra/" + module);
    try (Stream<Path> files = Files.list(root)) {
      return files
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .toList();
    }
  }
}
