package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No run writes over another, and one is gone on with only as it began. */
class BadOutputFolderTest {
  @TempDir private Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void writeData() throws IOException {
    data = Tiny.data(folder);
    out = folder.resolve("run");
  }

  @Test
  void aFolderThatCanNotBeMade() {
    Run.assertRefused(Tiny.train(data, data), "data.csv");
    Run.assertRefused(Tiny.train(data, data.resolve("run")), "data.csv");
  }

  @Test
  void aRunIsNeitherWrittenOverNorGoneOnWithOtherwise() throws IOException {
    assertThat(Tiny.train(data, out).code()).isZero();
    Map<String, byte[]> before = content();
    Run.assertRefused(Tiny.train(data, out), "model.palavra");
    Run.assertRefused(Tiny.train(data, out, "--resume", "--seed", "2"), "seed=1");
    Run.assertRefused(Tiny.train(data, out, "--resume", "--set", "batchSize=7"), "batchSize=7");
    Path other = Tiny.write(folder.resolve("o.csv"), Tiny.withLine(10, "outro texto,neg"));
    Run.assertRefused(Tiny.train(other, out, "--resume"), "--resume");
    assertThat(content()).containsExactlyInAnyOrderEntriesOf(before);
  }

  @Test
  void resumingWhereAModelButNoCheckpointIsWritesOverNothing() throws IOException {
    Path model = Files.createDirectory(out).resolve("model.palavra");
    Tiny.write(model, "precious");
    Run.assertRefused(Tiny.train(data, out, "--resume"), "model.palavra");
    assertThat(model).hasContent("precious");
  }

  @Test
  void resumingWhereNothingIsBeginsAndSaysSo() {
    Run run =
        Run.of(
            "train sentiment --data %s --out %s --resume --epochs 1 --set hidden=4 --set embedding=4"
                .formatted(data, out)
                .split(" "));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("No checkpoint in", "from the beginning");
  }

  private Map<String, byte[]> content() throws IOException {
    Map<String, byte[]> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      for (Path file : all) {
        content.put(out.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return content;
  }
}
