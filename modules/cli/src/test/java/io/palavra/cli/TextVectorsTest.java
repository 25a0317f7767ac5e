package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of texts as a user learns and asks them. */
class TextVectorsTest {
  private static final int ROWS = 120;

  @TempDir private Path folder;
  private String table;

  @BeforeEach
  void writeTable() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int row = 0; row < ROWS; row++) {
      rows.append(row).append(' ');
      for (int i = 0; i < 12; i++) {
        rows.append(row % 2 == 0 ? "bola" : "nota").append((char) ('a' + random.nextInt(4)));
        rows.append(" que ");
      }
      rows.append(",x\n");
    }
    table = Files.writeString(folder.resolve("topics.csv"), rows).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pv-dm", "pv-dbow"})
  void theNearestTextsAreShownByTheirPlaceAndBeginning(String model) {
    String run = train("run", "model=" + model);
    String[] asked = {
      "embeddings", "similar", run, "--text", "bolaa que bolab que", "--count", "3"
    };
    Run similar = Run.of(asked);
    assertThat(similar.code()).as(similar.err()).isZero();
    assertThat(similar.err()).contains("and of 120 texts");
    assertThat(similar.lines())
        .hasSize(3)
        .allMatch(line -> line.matches("0\\.\\d{4}  .*topics\\.csv:\\d+  \\d+ bola.*…"));
    assertThat(Run.of(asked).out()).isEqualTo(similar.out());
    Run words = Run.of("embeddings", "similar", run, "bolaa", "--count", "1");
    assertThat(words.code()).as(words.err()).isZero();
    assertThat(words.lines()).hasSize(1);
    assertThat(Run.of("describe", run).out())
        .contains("120 lines", "texts                            [120, 12]");
  }

  @Test
  void vectorsOfTextsAreInferredOneALineAndThoseThatWereLearnedPrinted() throws IOException {
    String run = train("run", "model=pv-dbow");
    String texts =
        Files.writeString(folder.resolve("new.txt"), "bolaa bolab\nnada\nbolaa bolab\n").toString();
    Run vectors = Run.of("embeddings", "vectors", run, "--file", texts);
    assertThat(vectors.code()).as(vectors.err()).isZero();
    assertThat(vectors.lines()).hasSize(3);
    assertThat(vectors.lines().get(0)).isEqualTo(vectors.lines().get(2));
    assertThat(vectors.lines().get(0).split(" ")).hasSize(12);
    assertThat(vectors.lines().get(1)).isEqualTo("0.0" + " 0.0".repeat(11));
    assertThat(vectors.err()).contains("1 of 3 lines");
    assertThat(Run.of("embeddings", "vectors", run, "--words", "bolaa").lines().get(0))
        .startsWith("bolaa ");
    assertThat(Run.of("embeddings", "vectors", run, "--learned").lines()).hasSize(ROWS);
    String[] same = {"bolaa que bolab bolac", "bolad que bolaa bolab"};
    String[] other = {"bolaa que bolab bolac", "notad que notaa notab"};
    assertThat(cosine(run, same)).isGreaterThan(cosine(run, other));
  }

  private static double cosine(String run, String[] texts) {
    Run cosine = Run.of("embeddings", "cosine", run, texts[0], texts[1]);
    assertThat(cosine.code()).as(cosine.err()).isZero();
    return Double.parseDouble(cosine.out().strip());
  }

  @Test
  void whatHasNoUseWithTextsIsRefusedInOneLineThatNamesIt() throws IOException {
    String run = train("run", "model=pv-dm");
    String index = folder.resolve("index").toString();
    assertThat(Run.of("embeddings", "index", run, "--out", index).code()).isZero();
    assertRefusedAtLast(
        Run.of("embeddings", "similar", run, "--text", "bolaa", "--index", index),
        "option --index:");
    assertRefusedAtLast(
        Run.of("embeddings", "similar", run, "--text", "nada"),
        "found \"nada\", expected at least");
    assertRefusedAtLast(Run.of("embeddings", "cosine", run, "bolaa que", "nada"), "\"nada\"");
    Run.assertRefused(
        Run.of("embeddings", "vectors", run, "--learned", "bolaa"), "option --learned:");
    Run.assertRefused(
        Run.of("embeddings", "vectors", run, "--learned", "--words"), "option --learned:");
    String words = train("words", "model=skip-gram");
    assertRefusedAtLast(
        Run.of("embeddings", "vectors", words, "--learned"),
        "expected a model of paragraph vectors");
    String out = folder.resolve("v.vec").toString();
    Run converted = Run.of("embeddings", "convert", run, out, "--format", "fasttext-vec");
    assertThat(converted.code()).as(converted.err()).isZero();
    assertThat(converted.err()).contains("the vectors of texts are not kept");
  }

  /** Refused behind the line that tells what was opened. */
  private static void assertRefusedAtLast(Run run, String named) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).hasSizeBetween(2, 3).last().asString().contains(named);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "model=pv-dm, subwords=true, subwords",
    "model=pv-dbow, loss=hs, loss",
    "model=pv-dbow, inferenceEpochs=0, inferenceEpochs",
    "model=pv, epochs=1, pv-dbow"
  })
  void anOptionThatDoesNotFitIsRefusedInOneLineThatNamesIt(String one, String two, String named) {
    Run.assertRefused(Run.of(arguments(folder.resolve("none"), one, two)), named);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void aBudgetEndsATrainingInTimeAndADryRunWritesNothing() {
    Path out = folder.resolve("short");
    String[] endless = arguments(out, "model=pv-dbow", "epochs=1000000");
    Run dry = Run.of(with(endless, "--dry-run"));
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(out).doesNotExist();
    Run run = Run.of(with(endless, "--budget", "2s"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("The time is over");
    assertThat(Run.of("embeddings", "similar", out.toString(), "--text", "bolaa").lines())
        .hasSize(10);
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  private String train(String out, String... sets) {
    Run run = Run.of(arguments(folder.resolve(out), sets));
    assertThat(run.code()).as(run.err()).isZero();
    return folder.resolve(out).toString();
  }

  private String[] arguments(Path out, String... sets) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "embeddings", "--data", table, "--out", out.toString()));
    List<String> all =
        new ArrayList<>(
            List.of(
                "dimensions=12",
                "window=1",
                "sample=0",
                "learningRate=0.05",
                "deterministic=true"));
    if (Stream.of(sets).noneMatch(set -> set.startsWith("epochs="))) {
      all.add("epochs=40");
    }
    all.addAll(List.of(sets));
    for (String set : all) {
      arguments.addAll(List.of("--set", set));
    }
    return arguments.toArray(String[]::new);
  }
}
