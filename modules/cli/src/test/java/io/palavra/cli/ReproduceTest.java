package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceTest {
  @TempDir private Path folder;

  @Test
  void theNewRunOfTheSameModelIsKeptOnlyWhereItWasAskedFor() throws IOException {
    Path first = folder.resolve("first");
    assertThat(Tiny.train(Tiny.data(folder), first).code()).isZero();
    Run run = Run.of("reproduce", first.toString());
    assertThat(run.code()).as(run.err()).isZero();
    String said = "training again in ";
    String scratch =
        run.err()
            .lines()
            .filter(line -> line.startsWith(said))
            .findFirst()
            .orElseThrow()
            .substring(said.length());
    assertThat(Path.of(scratch)).doesNotExist();

    Path kept = folder.resolve("kept");
    assertThat(Run.of("reproduce", first.toString(), "--out", kept.toString()).code()).isZero();
    assertThat(Files.exists(kept.resolve("model.palavra"))).isTrue();
  }

  @Test
  void aFolderWithARunIsRefusedInOneLineAndTheVerdictAloneIsQuiet() throws IOException {
    Path first = folder.resolve("first");
    assertThat(Tiny.train(Tiny.data(folder), first).code()).isZero();
    byte[] model = Files.readAllBytes(first.resolve("model.palavra"));
    Run.assertRefused(
        Run.of("reproduce", first.toString(), "--out", first.toString()),
        "a new folder, since there is a model.palavra in it");
    assertThat(first.resolve("model.palavra")).hasBinaryContent(model);
    Run quiet = Run.of("reproduce", first.toString(), "--quiet");
    assertThat(quiet.code()).isZero();
    assertThat(quiet.err()).isEmpty();
    assertThat(quiet.out()).isNotEmpty();
  }
}
