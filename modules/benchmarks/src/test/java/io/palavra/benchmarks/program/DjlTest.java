package io.palavra.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DjlTest {

  @Test
  void whereItHasNotBeenBuiltThereIsNone(@TempDir Path folder) {
    assertThat(Djl.at(folder)).isEmpty();
    assertThat(Djl.at(folder.resolve("missing"))).isEmpty();
  }
}
