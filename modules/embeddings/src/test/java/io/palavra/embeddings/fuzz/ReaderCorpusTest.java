package io.palavra.embeddings.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What {@link ReaderFuzz} began with and found. */
class ReaderCorpusTest {
  private static final Path INPUTS =
      Path.of("src/test/resources/io/palavra/embeddings/fuzz/ReaderFuzzInputs");

  /** Takes the bytes of a file. */
  private interface Target {
    void read(byte[] bytes) throws IOException;
  }

  @TestFactory
  List<DynamicTest> everyInputIsReadOrRefusedInOneLine() throws IOException {
    ReaderFuzz fuzz = new ReaderFuzz();
    Map<String, Target> targets =
        Map.of(
            "vectorFiles", fuzz::vectorFiles,
            "fastTextModels", fuzz::fastTextModels,
            "mappedVectors", fuzz::mappedVectors,
            "bundlesAndWhateverElse", fuzz::bundlesAndWhateverElse,
            "setsToScoreBy", fuzz::setsToScoreBy);
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(INPUTS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Target target = targets.get(file.getParent().getFileName().toString());
        String name = file.getParent().getFileName() + "/" + file.getFileName();
        tests.add(dynamicTest(name, () -> target.read(Files.readAllBytes(file))));
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests;
  }
}
