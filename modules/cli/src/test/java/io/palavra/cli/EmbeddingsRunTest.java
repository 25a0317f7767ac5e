package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.training.bundle.BundleReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training vectors as a user does it, a power cut included. */
class EmbeddingsRunTest {
  @TempDir private Path folder;

  @Test
  void aRunThatWasKilledGoesOnFromItsLastCheckpointToTheSameModel() throws Exception {
    Path text = text(20_000);
    String[] sets = {"deterministic=true", "epochs=12", "dimensions=32", "checkpointMinutes=0.001"};
    Path out = folder.resolve("killed");
    Process process =
        new ProcessBuilder(command(arguments(text, out, sets)))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("killed.txt").toFile())
            .start();
    try {
      Path checkpoint = out.resolve("checkpoints/training.checkpoint");
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
      while (!Files.exists(checkpoint) && process.isAlive() && System.nanoTime() < end) {
        Thread.sleep(2);
      }
      assertThat(checkpoint).exists();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(out.resolve("model.palavra")).doesNotExist();
    List<String> again = arguments(text, out, sets);
    again.add("--resume");
    Run resumed = Run.of(again.toArray(String[]::new));
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("Going on after");
    Path straight = folder.resolve("straight");
    assertThat(Run.of(arguments(text, straight, sets).toArray(String[]::new)).code()).isZero();
    assertThat(BundleReader.read(out.resolve("model.palavra")).weights())
        .isEqualTo(BundleReader.read(straight.resolve("model.palavra")).weights());
  }

  @Test
  void standardInputIsKeptAndLearnedFrom() throws IOException {
    Path out = folder.resolve("run");
    Run run =
        Run.withInput(
            "a casa é grande\nminha casa tem amor\n".repeat(30),
            "train",
            "embeddings",
            "--data",
            "-",
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("casa", "words/s");
    assertThat(Run.of("describe", out.toString()).out())
        .contains("kind embeddings", "standard-input.txt", "dimensions");
    Run.assertRefused(Run.of("predict", out.toString(), "x"), "text classifier");
  }

  private Path text(int lines) throws IOException {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < lines; line++) {
      int topic = random.nextInt(20);
      for (int i = 0; i < 10; i++) {
        text.append('t').append(topic).append('w').append(random.nextInt(20)).append(' ');
      }
      text.append('\n');
    }
    return Files.writeString(folder.resolve("text.txt"), text);
  }

  private static List<String> arguments(Path text, Path out, String... sets) {
    List<String> all =
        new ArrayList<>(
            List.of("train", "embeddings", "--data", text.toString(), "--out", out.toString()));
    for (String set : sets) {
      all.add("--set");
      all.add(set);
    }
    return all;
  }

  private static List<String> command(List<String> arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // The same arithmetic as here, or the last bits differ.
                "--add-modules",
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                    ? "jdk.incubator.vector"
                    : "java.base",
                "-Djdk.serialFilter=!*",
                "-cp",
                classPath(),
                Palavra.class.getName()));
    all.addAll(arguments);
    return all;
  }

  /** A launcher of tests may load them by a class loader of its own. */
  private static String classPath() {
    if (Palavra.class.getClassLoader() instanceof URLClassLoader loader) {
      return Arrays.stream(loader.getURLs())
          .map(url -> Path.of(URI.create(url.toString())).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }
}
