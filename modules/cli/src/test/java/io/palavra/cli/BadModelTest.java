package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged and foreign models are refused; a sound one answers every line, whatever is in it. */
class BadModelTest {
  @TempDir private static Path folder;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    Run run = Tiny.train(Tiny.data(folder), folder.resolve("run"));
    assertThat(run.code()).as(run.err()).isZero();
    model = folder.resolve("run/model.palavra");
  }

  @Test
  void aModelThatIsCutOrAltered() throws IOException {
    byte[] sound = Files.readAllBytes(model);
    refused(Arrays.copyOf(sound, sound.length / 2), "cut");
    byte[] altered = sound.clone();
    altered[altered.length / 3] ^= 0x10;
    refused(altered, "damaged.palavra");
    refused(new byte[0], "damaged.palavra");
    Run.assertRefused(Run.of("predict", folder.toString(), "x"), "model.palavra");
  }

  @Test
  void aFileOfTextsThatCanNotBeRead() throws IOException {
    Run.assertRefused(predictFile(folder.resolve("none.txt")), "none.txt");
    Run.assertRefused(predictFile(folder), "not a folder");
    Run.assertRefused(Run.of("predict", model.toString(), "--format", "xml", "x"), "xml");
  }

  @Test
  void aLabelThatTheModelDoesNotKnowIsNamedWithItsPlace() throws IOException {
    Path test = Tiny.write(folder.resolve("t.csv"), "text,label\nbom,pos\nbom,novo\n");
    Run.assertRefused(Run.of("evaluate", model.toString(), "--data", test.toString()), "t.csv:3:");
  }

  @Test
  void aHeaderAloneIsNoTextToEvaluateOn() throws IOException {
    Path test = Tiny.write(folder.resolve("header.csv"), "text,label\n");
    Run.assertRefused(
        Run.of("evaluate", model.toString(), "--data", test.toString()), "header.csv");
  }

  @Test
  void aLabelWithALineBreakStaysOnItsLine() throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i % 2 == 0 ? "bom " + i + ",\"a\n\tb\"\n" : "ruim " + i + ",c\n");
    }
    Path data = Tiny.write(folder.resolve("breaks.csv"), rows.toString());
    Path out = folder.resolve("breaks");
    Run.of("train", "fasttext", "--data", data.toString(), "--out", out.toString(), "--quiet");
    for (String format : new String[] {"tsv", "text"}) {
      Run run = Run.of("predict", out.toString(), "--format", format, "bom");
      assertThat(run.lines()).as(run.err()).hasSize(1);
    }
    Run tsv = Run.of("predict", out.toString(), "--format", "tsv", "bom");
    assertThat(tsv.lines().get(0)).matches("[^\t]+\t[01]\\.\\d+\tbom");
  }

  @Test
  void aTabInTheTextMakesNoFourthField() {
    Run run = Run.withInput("bom\tmuito\n", "predict", model.toString(), "-", "--format", "tsv");
    assertThat(run.lines().get(0)).as(run.err()).matches("(pos|neg)\t[01]\\.\\d{6}\tbom muito");
    Run.assertRefused(
        Run.of("predict", model.toString(), "--format", "xml", "bom"),
        "--format: found \"xml\", expected one of text, tsv, jsonl");
  }

  @Test
  void theSameAnswersFromArgumentsAFileAndAPipe() throws IOException {
    Run arguments = Run.of("predict", model.toString(), "--format", "tsv", "bom", "", "ruim ...");
    assertThat(arguments.lines()).hasSize(3);
    assertThat(arguments.lines().get(1)).matches("(pos|neg)\t[01]\\.\\d{6}\t");
    for (String end : new String[] {"", "\n", "\r\n"}) {
      String text = "bom\n\nruim ..." + end;
      Path file = folder.resolve("texts.txt");
      assertThat(predictFile(Tiny.write(file, text)).out()).isEqualTo(arguments.out());
      Path packed = folder.resolve("texts.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(predictFile(packed).out()).isEqualTo(arguments.out());
      assertThat(
              Run.withInput("\uFEFF" + text, "predict", model.toString(), "-", "--format", "tsv")
                  .out())
          .isEqualTo(arguments.out());
    }
  }

  @Test
  void aClosedPipeEndsTheWork() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    java.io.OutputStream closed =
        new java.io.OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    byte[] lines = "bom\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    java.io.ByteArrayInputStream in = new java.io.ByteArrayInputStream(lines);
    int code =
        Palavra.run(
            Console.of(in, closed, err, Terminals.NONE, Map.of()),
            "predict",
            model.toString(),
            "-");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    assertThat(in.available()).isPositive();
  }

  private static Run predictFile(Path file) {
    return Run.of("predict", model.toString(), "--file", file.toString(), "--format", "tsv");
  }

  private static void refused(byte[] bytes, String named) throws IOException {
    refused(bytes, named, "predict", "explain", "describe");
  }

  private static void refused(byte[] bytes, String named, String... verbs) throws IOException {
    Path file = Files.write(folder.resolve("damaged.palavra"), bytes);
    for (String verb : verbs) {
      Run run =
          verb.equals("describe")
              ? Run.of(verb, file.toString())
              : Run.of(verb, file.toString(), "x");
      Run.assertRefused(run, named);
    }
  }
}
