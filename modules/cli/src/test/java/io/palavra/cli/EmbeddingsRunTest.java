package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.training.bundle.BundleReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  @Test
  void aTextThatIsRefusedLeavesNoFolderInTheWayOfTheCorrectedCommand() throws IOException {
    Path text = folder.resolve("lat.txt");
    Files.write(text, "casa m\u00e3e\n".repeat(50).getBytes(StandardCharsets.ISO_8859_1));
    Path out = folder.resolve("runs/lat");
    String[] small = {"dimensions=4", "epochs=1"};
    Run.assertRefused(quiet(arguments(text, out, small)), "ISO-8859-1");
    Run.assertRefused(quiet(arguments(text, out, small), "--resume"), "ISO-8859-1");
    assertThat(folder.resolve("runs")).doesNotExist();
    Run corrected = quiet(arguments(text, out, small), "--charset", "latin1");
    assertThat(corrected.code()).as(corrected.err()).isZero();
    Path rare = Files.writeString(folder.resolve("rare.txt"), "cada palavra uma vez\n");
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Path note = Files.writeString(mine.resolve("note.txt"), "mine");
    Run.assertRefused(quiet(arguments(rare, mine, small)), "5 times");
    try (Stream<Path> there = Files.list(mine)) {
      assertThat(there).containsExactly(note);
    }
  }

  @Test
  void anOptionWithoutUseIsRefusedByTheNameThatWasTyped() throws IOException {
    Path text = text(20);
    Path out = folder.resolve("none");
    for (String[] typed :
        new String[][] {
          {"--dev", text.toString()},
          {"--layers", "stock"},
          {"--ensemble", "2"},
          {"--label", "x"},
          {"--target", text.toString()}
        }) {
      Run.assertRefused(quiet(arguments(text, out), typed), "option " + typed[0] + ":");
    }
    Run.assertRefused(
        quiet(arguments(text, out, "deterministic=true", "threads=2")), "option threads:");
    Run.assertRefused(
        quiet(arguments(text, out, "model=glove", "negatives=10")), "option negatives:");
    Path one = Files.writeString(folder.resolve("one.txt"), "só\n".repeat(20));
    Run.assertRefused(quiet(arguments(one, out)), "two different words");
    Run.assertRefused(
        Run.of("train", "fasttext", "--data", "trec", "--layers", "stock", "--quiet"),
        "option --layers:");
    Run.assertRefused(
        Run.of("train", "translator", "--vectors", text.toString(), "--out", out.toString()),
        "option --vectors:");
    assertThat(out).doesNotExist();
  }

  @Test
  void glovesOwnWayWithFrequentWordsCanBeSaid() throws IOException {
    Path text = text(200);
    Path out = folder.resolve("glove");
    Run plain = quiet(arguments(text, out, "model=glove", "sample=0", "dimensions=4", "epochs=1"));
    assertThat(plain.code()).as(plain.err()).isZero();
    Run.assertRefused(
        quiet(arguments(text, folder.resolve("none"), "model=glove", "sample=0.01")),
        "option sample:");
  }

  @Test
  void aRunThatIsFinishedIsSaidToBeSoWhenItIsToGoOn() throws IOException {
    Path out = folder.resolve("run");
    List<String> once = arguments(text(200), out, "dimensions=4", "epochs=1");
    assertThat(quiet(once).code()).isZero();
    Run again = quiet(once, "--resume");
    Run.assertRefused(again, "finished");
    assertThat(again.err()).doesNotContain("new folder");
  }

  @Test
  void standardInputThatIsRefusedIsNotKept() {
    Path out = folder.resolve("s0");
    String[] args = {"train", "embeddings", "--data", "-", "--out", out.toString(), "--quiet"};
    String[] resumed = Arrays.copyOf(args, args.length + 1);
    resumed[args.length] = "--resume";
    String[] dry = Arrays.copyOf(args, args.length + 1);
    dry[args.length] = "--dry-run";
    String good = "a casa é grande\nminha casa tem amor\n".repeat(30);
    Run.assertRefused(Run.withInput("", args), "standard input: expected a text");
    assertThat(out).doesNotExist();
    Run.assertRefused(Run.withInput("a\0b\n", resumed), "NUL");
    byte[] latin = "a casa\nminha mãe\n".getBytes(StandardCharsets.ISO_8859_1);
    for (String[] each : List.of(args, dry)) {
      Run.assertRefused(Run.withInput(latin, each), "palavra: standard input:2: found \"byte 0xE3");
    }
    Run.assertRefused(Run.withInput("uma vez\n", args), "5 times");
    assertThat(Run.withInput(good, dry).code()).isZero();
    assertThat(out).doesNotExist();
    Run run = Run.withInput(good, resumed);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(out.resolve("standard-input.txt")).hasContent(good);
  }

  private static Run quiet(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    all.add("--quiet");
    return Run.of(all.toArray(String[]::new));
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
