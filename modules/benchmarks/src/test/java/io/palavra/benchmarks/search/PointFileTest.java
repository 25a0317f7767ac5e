package io.palavra.benchmarks.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointFileTest {
  @TempDir private Path folder;

  @Test
  void whatWasWrittenDownOfPointsIsReadAgainInItsOrder() throws IOException {
    PointFile file = new PointFile(folder.resolve("points.jsonl"));
    assertThat(file.read("test")).isEmpty();
    Map<String, String> ova = Map.of("loss", "ova", "embedding", "10");
    Map<String, String> softmax = Map.of("loss", "softmax", "embedding", "32");
    file.add(softmax, Map.of("test", List.of(0.1, 1.0 / 3), "seconds", List.of(2.5)));
    file.add(ova, Map.of("test", List.of(0.25), "seconds", List.of()));
    assertThat(file.read("test", "seconds"))
        .containsExactly(
            Map.entry(softmax, Map.of("test", List.of(0.1, 1.0 / 3), "seconds", List.of(2.5))),
            Map.entry(ova, Map.of("test", List.of(0.25), "seconds", List.of())));
  }
}
