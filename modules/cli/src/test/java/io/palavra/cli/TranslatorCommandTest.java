package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line does with pairs and translators, good input and bad. */
class TranslatorCommandTest {
  private static final int PAIRS = 60;

  @TempDir static Path folder;

  private static Path source;
  private static Path target;
  private static Path model;

  @BeforeAll
  static void aTinyModel() throws IOException {
    source = lines("train.pt", PAIRS, i -> "o gato " + i + " dorme .");
    target = lines("train.en", PAIRS, i -> "the cat " + i + " sleeps .");
    model = folder.resolve("run");
    Run run = train(model, "--source", source.toString(), "--target", target.toString());
    assertThat(run.code()).as(run.err()).isZero();
  }

  private interface Line {
    String of(int number);
  }

  private static Path lines(String name, int count, Line line) throws IOException {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(line.of(i));
    }
    return Tiny.write(folder.resolve(name), String.join("\n", all) + "\n");
  }

  private static Run train(Path out, String... more) {
    List<String> all = new ArrayList<>(List.of("train", "translator", "--out", out.toString()));
    all.addAll(List.of("--quiet", "--set", "hidden=4", "--set", "embedding=4", "--epochs", "1"));
    all.addAll(List.of("--set", "merges=10", "--set", "minCount=1"));
    all.addAll(Arrays.asList(more));
    return Run.of(all.toArray(String[]::new));
  }

  private static Run dryRun(String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add("--dry-run");
    return train(folder.resolve("dry"), all.toArray(String[]::new));
  }

  @Test
  void withoutDataThePairsOfTheProjectAreLearned() {
    Run run = dryRun();
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines().get(0)).matches("pairs to learn from +5,5\\d\\d");
  }

  @Test
  void developmentAndTestPairsComeFromTwoFilesEach() throws IOException {
    Path devSource = lines("dev.pt", 7, i -> "um cachorro " + i);
    Path devTarget = lines("dev.en", 7, i -> "a dog " + i);
    Path test = lines("test.pt", 9, i -> "uma vaca " + i);
    Path testTarget = lines("test.en", 9, i -> "a cow " + i);
    String[] files = {
      "--source", source.toString(), "--target", target.toString(),
      "--dev", devSource.toString(), "--dev-target", devTarget.toString(),
      "--test", test.toString(), "--test-target", testTarget.toString()
    };
    Run run = dryRun(files);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines().get(1)).startsWith("pairs to choose by").endsWith(" 7");
    assertThat(run.lines().get(2)).startsWith("pairs to test on").endsWith(" 9");
    files[7] = target.toString();
    assertThat(dryRun(files).err()).contains("dev.pt:8", "7 lines", "as many as", "has: 60");
  }

  @Test
  void aDevelopmentFileWithoutTranslationsIsRefused() {
    Run run =
        dryRun(
            "--source",
            source.toString(),
            "--target",
            target.toString(),
            "--dev",
            source.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("train.pt", "dev-target").hasLineCount(1);
    Run other = dryRun("--test-target", target.toString());
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("--test-target", "--test with the sentences");
  }

  @Test
  void aReportHoldsPagePictureAndTranslations() {
    Path report = folder.resolve("report");
    Run run = evaluate("--report", report.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("BLEU", "tok:13a", "TER", "tok:tercom", "repeat themselves");
    assertThat(report.resolve("bleu-by-length.png")).isNotEmptyFile();
    assertThat(report.resolve("report.html")).content().contains("default-src 'none'", "TER");
    assertThat(report.resolve("translations.tsv")).content().hasLineCount(PAIRS + 1);
    assertThat(model.resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void twoTranslatorsAreCompared() {
    Run run = evaluate("--against", model.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("B less A", "+0.00 to  +0.00", "paired bootstrap");
    Run both = evaluate("--against", model.toString(), "--json", "x.json");
    assertThat(both.code()).isEqualTo(2);
  }

  private static Run evaluate(String... more) {
    List<String> all = new ArrayList<>(List.of("evaluate", model.toString()));
    all.addAll(List.of("--source", source.toString(), "--target", target.toString()));
    all.addAll(Arrays.asList(more));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void whereATranslatorLookedIsDrawn() {
    Path png = folder.resolve("look.png");
    Path html = folder.resolve("look.html");
    Run run =
        Run.of(
            "explain",
            model.toString(),
            "o gato <1> dorme & dorme .",
            "--png",
            png.toString(),
            "--html",
            html.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("∎", "%");
    assertThat(png).isNotEmptyFile();
    assertThat(html).content().contains("&amp;", "looked at").doesNotContain("<1>");
    assertThat(Run.of("explain", model.toString(), " ").code()).isEqualTo(2);
    assertThat(Run.of("explain", model.toString(), "--data", "mr").code()).isEqualTo(2);
  }
}
