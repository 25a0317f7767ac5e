package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only a process of its own can meet: closed pipes, limits, signals, terminals, neighbours.
 */
class ProcessTest {
  /** More than a checkpoint of this size may take; the other files of a run are smaller. */
  private static final String NO_LARGE_FILES = "ulimit -f 120; exec \"$@\"";

  private static final char ESCAPE = '\u001b';

  @TempDir private static Path folder;
  private static Path data;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    data = Tiny.data(folder);
    Run run = Tiny.train(data, folder.resolve("first"));
    assertThat(run.code()).as(run.err()).isZero();
    model = folder.resolve("first/model.palavra");
  }

  @Test
  void aReaderThatHasReadEnoughEndsThePrediction() throws Exception {
    Path texts = Tiny.write(folder.resolve("texts.txt"), "bom produto\n".repeat(2_000_000));
    try (Child child =
        Child.start(folder, "predict", model.toString(), "--file", texts.toString())) {
      try (BufferedReader out = child.process().inputReader(StandardCharsets.UTF_8)) {
        assertThat(out.readLine()).endsWith("bom produto");
      }
      assertThat(child.code()).isEqualTo(2);
      assertThat(child.err().lines()).as(child.err()).hasSize(1);
      assertThat(child.err()).contains("standard output").doesNotContain("Exception");
    }
  }

  @Test
  void aFullDiskIsOneLineAndTheRunGoesOnWhenThereIsRoom() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no shell to limit the size of files");
    Path out = folder.resolve("full");
    String[] first = train(out, "--epochs", "1");
    Run begun = Run.of(first);
    assertThat(begun.code()).as(begun.err()).isZero();
    Map<String, byte[]> before = content(out.resolve("checkpoints"));
    byte[] bundle = Files.readAllBytes(out.resolve("model.palavra"));

    String[] more = train(out, "--epochs", "2", "--resume");
    List<String> limited = List.of("/bin/bash", "-c", NO_LARGE_FILES, "bash");
    try (Child child = Child.under(limited, folder, more)) {
      assertThat(child.out()).isEmpty();
      assertThat(child.code()).as(child.err()).isEqualTo(2);
      assertThat(child.err().lines()).as(child.err()).hasSize(1);
      assertThat(child.err()).contains(".checkpoint: expected room for the file");
    }
    assertThat(content(out.resolve("checkpoints"))).containsExactlyInAnyOrderEntriesOf(before);
    assertThat(out.resolve("model.palavra")).hasBinaryContent(bundle);
    assertThat(content(out).keySet()).noneMatch(name -> name.matches("\\..+\\..+"));

    Run resumed = Run.of(more);
    assertThat(resumed.code()).as(resumed.err()).isZero();
  }

  @Test
  void aFileThatCanNotTakeAByteIsOneLine() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
    for (String option : List.of("--html=/dev/full/why.html", "--html=/dev/full")) {
      oneLine(Run.of("explain", model.toString(), "bom", option));
    }
    oneLine(Run.of("evaluate", model.toString(), "--data", data.toString(), "--json", "/dev/full"));
  }

  private static void oneLine(Run run) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).contains("/dev/full");
  }

  @Test
  void aRunKeepsOthersOutOfItsFolderUntilItIsKilledAndASignalIsAnsweredOnce() throws Exception {
    Path out = folder.resolve("long");
    String[] endless =
        train(out, "--epochs", "1000000", "--set", "patience=0", "--set", "checkpointSteps=10");
    try (Child child = Child.start(folder, endless)) {
      waitForCheckpoint(out, child);
      Run.assertRefused(Tiny.train(data, out, "--resume"), "no other run");
      child.process().destroyForcibly();
      assertThat(child.code()).isNotZero();
    }
    List<String> again = new ArrayList<>(List.of(endless));
    again.add("--resume");
    try (Child child = Child.start(folder, again.toArray(String[]::new))) {
      waitForCheckpoint(out, child);
      long newest = newest(out);
      while (newest(out) == newest && child.process().isAlive()) {
        Thread.sleep(20);
      }
      child.process().toHandle().destroy();
      String said = child.out();
      child.code();
      assertThat(said).isEmpty();
      assertThat(child.err().lines()).as(child.err()).hasSize(1);
      assertThat(child.err()).contains("Stopped after step", "--resume");
    }
  }

  @Test
  void aUserWithoutAHomeGetsNoFolderNamedByAQuestionMark() throws Exception {
    Path here = Files.createDirectories(folder.resolve("homeless"));
    List<String> words = new ArrayList<>(Child.command("predict", model.toString(), "bom"));
    words.addAll(1, List.of("-Duser.home=?", "-Djava.io.tmpdir=" + folder));
    ProcessBuilder builder = new ProcessBuilder(words).directory(here.toFile());
    builder.environment().remove("HOME");
    Process process = builder.redirectError(folder.resolve("homeless.txt").toFile()).start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .endsWith("bom\n");
    assertThat(process.waitFor()).isZero();
    assertThat(here).isEmptyDirectory();
  }

  @Test
  void coloursAreForTerminalsAlone() throws Exception {
    try (Child child = Child.start(folder, "--help")) {
      assertThat(child.out()).contains("train").doesNotContain(String.valueOf(ESCAPE));
    }
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script(1) to make a terminal");
    assertThat(onTerminal("", "--help")).contains("train", String.valueOf(ESCAPE));
    assertThat(onTerminal("NO_COLOR=1 ", "--help"))
        .contains("train")
        .doesNotContain(String.valueOf(ESCAPE));
    assertThat(onTerminal("TERM=dumb ", "--help")).doesNotContain(String.valueOf(ESCAPE));
  }

  /** What the command shows on a terminal of its own. */
  private static String onTerminal(String environment, String... arguments) throws Exception {
    StringBuilder line = new StringBuilder(environment);
    for (String word : Child.command(arguments)) {
      line.append('\'').append(word.replace("'", "'\\''")).append("' ");
    }
    Process process =
        new ProcessBuilder("/usr/bin/script", "-qec", line.toString(), "/dev/null")
            .redirectInput(ProcessBuilder.Redirect.from(data.toFile()))
            .start();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return shown;
  }

  private static String[] train(Path out, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "train",
                "sentiment",
                "--quiet",
                "--data",
                data.toString(),
                "--out",
                out.toString(),
                "--set",
                "hidden=32",
                "--set",
                "embedding=32"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static void waitForCheckpoint(Path out, Child child) throws Exception {
    while (newest(out) == 0) {
      assertThat(child.process().isAlive()).as(child.err()).isTrue();
      Thread.sleep(20);
    }
  }

  /**
   * The number of the newest checkpoint; 0 where there is none. It goes by names alone: a training
   * removes older ones while this looks.
   */
  private static long newest(Path out) throws IOException {
    Path checkpoints = out.resolve("checkpoints");
    if (!Files.isDirectory(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".checkpoint") && !name.startsWith("."))
          .mapToLong(name -> Long.parseLong(name.substring(0, 8)))
          .max()
          .orElse(0);
    }
  }

  private static Map<String, byte[]> content(Path where) throws IOException {
    Map<String, byte[]> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(where)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return content;
  }
}
