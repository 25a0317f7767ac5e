package io.palavra.training.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
  @TempDir Path folder;

  @Test
  void lookingChangesNothing() {
    RunFolder run = RunFolder.check(folder.resolve("a/b/c"), false);
    assertThat(folder.resolve("a")).doesNotExist();
    run.create();
    assertThat(folder.resolve("a/b/c")).isEmptyDirectory();
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> RunFolder.check(file, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("file");
    assertThatThrownBy(() -> RunFolder.check(file.resolve("below"), false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("below");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.palavra", "train.log", "metrics.csv", "checkpoints"})
  void anotherRunsFolderIsRefusedUnlessThatRunGoesOn(String name) throws IOException {
    Files.writeString(folder.resolve(name), "");
    assertThatThrownBy(() -> RunFolder.check(folder, false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(name);
    assertThatCode(() -> RunFolder.check(folder, true)).doesNotThrowAnyException();
  }

  @Test
  void filesOfOthersAreNoHindrance() throws IOException {
    Files.writeString(folder.resolve("config.yaml"), "epochs: 3\n");
    assertThatCode(() -> RunFolder.check(folder, false)).doesNotThrowAnyException();
  }
}
