package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts to predict that are none, are not there, or are there a thousand times. */
class BadTextsTest {
  /** Nothing is left of these when they are clean, or no token is. */
  private static final List<String> EMPTY =
      List.of("", " ", "\t", "\u00a0 \u2003", "<br />", "<br><BR/> <br>", "\u200b");

  @TempDir private static Path folder;
  private static String model;

  @BeforeAll
  static void train() throws IOException {
    Run run = Tiny.train(Tiny.data(folder), folder.resolve("run"));
    assertThat(run.code()).as(run.err()).isZero();
    model = folder.resolve("run/model.palavra").toString();
  }

  @Test
  void anArgumentThatIsNoTextIsRefusedByItsPlace() {
    for (String lost : List.of("p\ufffdssimo", "p\ud800ssimo")) {
      for (String verb : List.of("predict", "explain", "tokens", "translate")) {
        Run.assertRefused(Run.of(verb, "none.palavra", lost), "palavra: argument 3: found \"p");
      }
      Run.assertRefused(Run.of("embeddings", "similar", "none.bin", lost), "argument 4");
    }
    Run.assertRefused(Run.of("predict", "none.palavra", "p\u00e9ssimo \ud83d\ude00"), "none.pal");
  }

  @Test
  void bytesOfAnotherCharsetAreNamedByTheirLineAndEndTheAnswersThere() throws IOException {
    byte[] latin = "bom\nruim\nnão\nbom\n".getBytes(StandardCharsets.ISO_8859_1);
    for (Run run : fromFileAndPipe(latin)) {
      assertAnsweredUntil(2, run, ":3: found \"byte 0xE3\", expected text in UTF-8");
      assertThat(run.err()).contains("say --charset ISO-8859-1");
    }
    for (Run run : fromFileAndPipe(latin, "--charset", "ISO-8859-1")) {
      assertThat(run.lines()).hasSize(4);
      assertThat(run.lines().get(2)).endsWith("\tnão");
    }
    Run.assertRefused(predict("--charset", "klingon", "bom"), "klingon");
  }

  @Test
  void aNulIsNamedByItsLineAndEndsTheAnswersThere() throws IOException {
    byte[] binary = "bom\nb\0m\n".getBytes(StandardCharsets.UTF_8);
    for (Run run : fromFileAndPipe(binary)) {
      assertAnsweredUntil(1, run, ":2: found \"\\u0000\"");
    }
  }

  @Test
  void aBadByteFarBehindTheFirstAnswersEndsThemJustBeforeIt() throws IOException {
    String good = "bom\n".repeat(1000);
    byte[] bytes = (good + "\u00e3\n").getBytes(StandardCharsets.ISO_8859_1);
    for (Run run : fromFileAndPipe(bytes)) {
      assertAnsweredUntil(1000, run, ":1001: ");
    }
  }

  @Test
  void aFirstLineThatCanNotBeReadHasNoAnswer() throws IOException {
    for (Run run : fromFileAndPipe("\0\nbom\n".getBytes(StandardCharsets.UTF_8))) {
      Run.assertRefused(run, ":1: found \"\\u0000\"");
    }
  }

  private static void assertAnsweredUntil(int line, Run run, String named) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).contains(named);
    assertThat(run.lines()).hasSize(line);
  }

  @Test
  void textsThatAreEmptyWhenCleanAreAnsweredAsOneUnknownWord() {
    List<String> texts = new ArrayList<>(EMPTY);
    texts.add("desconhecidíssima");
    Run run = predict(texts.toArray(String[]::new));
    assertThat(run.lines()).hasSize(texts.size());
    assertThat(run.lines().stream().map(line -> line.split("\t")[1]).distinct())
        .as(run.out())
        .hasSize(1);
  }

  @Test
  void asManyLinesComeOutAsWentInFromAnArgumentAFileAndAPipe() throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      texts.add(EMPTY.get(i % EMPTY.size()));
      texts.add(i % 3 == 0 ? "bom" : "ruim " + i);
    }
    texts.add("fim");
    String expected = predict(texts.toArray(String[]::new)).out();
    assertThat(expected.lines()).hasSize(texts.size());
    for (String end : List.of("", "\n", "\r\n")) {
      byte[] bytes = (String.join("\n", texts) + end).getBytes(StandardCharsets.UTF_8);
      for (Run run : fromFileAndPipe(bytes)) {
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(expected);
      }
    }
  }

  @Test
  void aLineOfFiveMillionCharactersIsAnsweredAndLearnedFrom() throws IOException {
    String huge = "bom dia ".repeat(625_000);
    byte[] bytes = (huge + "\nbom\n").getBytes(StandardCharsets.UTF_8);
    for (Run run : fromFileAndPipe(bytes)) {
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.lines()).hasSize(2);
      assertThat(run.lines().get(1)).endsWith("\tbom");
    }
    Path data = Tiny.write(folder.resolve("huge.csv"), Tiny.withLine(2, huge + ",pos"));
    Run run = Tiny.train(data, folder.resolve("huge"));
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void nothingInIsNothingOut() throws IOException {
    for (Run run : fromFileAndPipe(new byte[0])) {
      assertThat(run.code()).isZero();
      assertThat(run.out()).isEmpty();
    }
    for (Run run : fromFileAndPipe("\n".getBytes(StandardCharsets.UTF_8))) {
      assertThat(run.lines()).hasSize(1);
    }
  }

  @Test
  void trainingTextsWithoutATokenAreLeftOutAndCounted() throws IOException {
    List<String> rows = Tiny.rows();
    List<String> kept = rows.subList(1, rows.size());
    List<String> more = new ArrayList<>(rows);
    kept.subList(0, 12).forEach(row -> more.add("<br />,pos"));
    Path data = Tiny.write(folder.resolve("empty.csv"), String.join("\n", more) + "\n");
    Run run =
        Run.of(
            "train sentiment --data %s --test %s --dev %s --out %s --set hidden=4 --set embedding=4 --epochs 1"
                .formatted(data, Tiny.data(folder), Tiny.data(folder), folder.resolve("empty"))
                .split(" "));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().lines())
        .anyMatch(line -> line.startsWith("12 training texts have no token"));
  }

  private static List<Run> fromFileAndPipe(byte[] bytes, String... more) throws IOException {
    Path file = Files.write(folder.resolve("texts.txt"), bytes);
    List<String> fromFile = new ArrayList<>(List.of("--file", file.toString()));
    List<String> fromPipe = new ArrayList<>(List.of("-"));
    fromFile.addAll(List.of(more));
    fromPipe.addAll(List.of(more));
    return List.of(
        predict(fromFile.toArray(String[]::new)),
        Run.withInput(bytes, arguments(fromPipe.toArray(String[]::new))));
  }

  private static Run predict(String... texts) {
    return Run.of(arguments(texts));
  }

  private static String[] arguments(String... texts) {
    List<String> all = new ArrayList<>(List.of("predict", model, "--format", "tsv"));
    all.addAll(List.of(texts));
    return all.toArray(String[]::new);
  }
}
