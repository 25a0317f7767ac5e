package io.palavra.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
    Path pictures = folder.resolve("both");
    Run drawn = evaluate("--against", model.toString(), "--report", pictures.toString());
    assertThat(drawn.code()).as(drawn.err()).isZero();
    assertThat(pictures.resolve("bleu-by-length.png")).isNotEmptyFile();
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

  @Test
  void oneLineInIsOneLineOut() {
    String odd = "\u2603 \u4e2d\u6587 \ud83d\ude00\n";
    Run run =
        Run.withInput(
            "o gato 3\n\n   \n" + odd + "a\u001bb\u0007\nfim", "translate", model.toString(), "-");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().split("\n", -1)).hasSize(7);
    assertThat(run.out().split("\n", -1)[1]).isEmpty();
    assertThat(run.out().split("\n", -1)[2]).isEmpty();
  }

  @Test
  void theHeadOfAnEndlessLineIsTranslatedAndThatIsSaid() {
    Run run =
        Run.withInput("gato ".repeat(100_000), "translate", model.toString(), "-", "--beam", "1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines()).hasSize(1);
    assertThat(run.err()).contains("text 1 has", "the first 1,000 are translated");
  }

  @Test
  void termsNBestAndDrawsAreGiven() throws IOException {
    Run best = Run.of("translate", model.toString(), "o gato 3", "--best", "3");
    assertThat(best.lines()).hasSize(3).allMatch(line -> line.matches("-?[0-9.]+\t.*"));
    Run term = Run.of("translate", model.toString(), "o gato 3", "--term", "Gato=the cat");
    assertThat(term.out()).contains("the cat");
    Path file = Tiny.write(folder.resolve("terms.tsv"), "dorme\tsleeps\nsem tabulador\n");
    Run bad = Run.of("translate", model.toString(), "o gato", "--terms", file.toString());
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains("terms.tsv:2", "tabulator");
    String[] draw = {"translate", model.toString(), "o gato 3", "--sample", "7", "--top-k", "3"};
    assertThat(Run.of(draw).out()).isEqualTo(Run.of(draw).out());
  }

  @Test
  void aTermThatTheModelCanNotSpellIsRefused() {
    Run run = Run.of("translate", model.toString(), "o gato 3", "--term", "gato=日本");
    Run.assertRefused(run, "日本");
    assertThat(run.err()).contains("spell");
  }

  @Test
  void whatStandsBeforeALineThatCanNotBeReadIsTranslated() throws IOException {
    Path file = Tiny.write(folder.resolve("broken.txt"), "o gato 3\no gato 4\no\0gato\no gato 5\n");
    Run run = Run.of("translate", model.toString(), "--file", file.toString(), "--beam", "1");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.lines()).hasSize(2);
    assertThat(run.err()).contains("broken.txt:3");
  }

  @Test
  void aMetricThatATranslatorDoesNotHaveIsRefusedBeforeTheFolderIsMade() {
    Path out = folder.resolve("metric");
    Run.assertRefused(
        train(out, "--set", "metric=accuracy"),
        "--set: found \"metric=accuracy\", expected one of bleu, chrf, loss, perplexity");
    Run.assertRefused(
        train(out, "--set", "training.metric=auc"), "--set: found \"training.metric=auc");
    assertThat(out).doesNotExist();
  }

  @Test
  void whatIsOutOfRangeIsRefusedByTheNameOfItsFlag() {
    for (String wrong : List.of("--top-p 0", "--top-k -1", "--best 0", "--max-length 0")) {
      List<String> all = new ArrayList<>(List.of("translate", model.toString(), "o gato 3"));
      all.addAll(List.of(wrong.split(" ")));
      all.addAll(List.of("--sample", "7"));
      Run.assertRefused(
          Run.of(all.toArray(String[]::new)), "option " + wrong.split(" ")[0] + ": found ");
    }
  }

  @Test
  void aLeastLengthAboveTheModelsGreatestIsRefusedByItsOwnName() {
    Run.assertRefused(
        Run.of("translate", model.toString(), "--min-length", "300", "a"),
        "option --min-length: found \"300\", expected a whole number from 0 to 200, or --max-length");
  }

  @Test
  void whoTypesIsAnsweredLineByLine() {
    Run run =
        Run.withInput(
            "o gato 3\n:look\n\n:quit\nnada\n", "translate", model.toString(), "--interactive");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("> > > > ");
    assertThat(run.out()).contains("∎");
    Run both = Run.of("translate", model.toString(), "texto", "--interactive");
    assertThat(both.code()).isEqualTo(2);
  }

  @Test
  void pairsAreMadeOfSentencesThatNobodyTranslated() throws IOException {
    Path more = lines("more.en", 5, i -> i == 3 ? "" : "the dog " + i + " sleeps .");
    Path out = folder.resolve("made");
    Run run =
        Run.of(
            "data",
            "back-translate",
            model.toString(),
            "--source",
            source.toString(),
            "--target",
            target.toString(),
            "--file",
            more.toString(),
            "--out",
            out.toString(),
            "--min-length",
            "3");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(out.resolve("train.tsv")).content().contains("\tthe dog 4 sleeps .\n");
    assertThat(out.resolve("test.tsv")).isNotEmptyFile();
    Run distilled =
        Run.of(
            "data",
            "distil",
            model.toString(),
            "--source",
            source.toString(),
            "--target",
            target.toString(),
            "--out",
            folder.resolve("distilled").toString());
    assertThat(distilled.code()).as(distilled.err()).isZero();
    assertThat(distilled.lines()).hasSize(3);
  }

  @Test
  void theDataCheckSeesSwappedLanguagesAndEmptySides() throws IOException {
    Path pt =
        lines("check.pt", 60, i -> i == 4 ? "" : "Os meninos compraram uma casa grande ontem " + i);
    Path en = lines("check.en", 60, i -> "The boys bought a big house yesterday evening " + i);
    Run run =
        Run.of(
            "data",
            "check",
            "--source",
            pt.toString(),
            "--target",
            en.toString(),
            "--dev",
            en.toString(),
            "--dev-target",
            pt.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("swapped-languages, dev: from English to Portuguese", "check.pt:5", "empty side");
    assertThat(
            train(folder.resolve("x"), "--source", pt.toString(), "--target", en.toString()).err())
        .contains("check.pt:5", "source is empty");
    assertThat(Run.of("data", "check", "pairs-pt-en").out()).contains("Nothing found");
  }

  @Test
  void anyCharactersInALineGiveOneLine() {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    int lines = 60;
    for (int i = 0; i < lines; i++) {
      for (int k = random.nextInt(12); k > 0; k--) {
        int c = random.nextInt(4) == 0 ? random.nextInt(0x10FFFF) : random.nextInt(0x250);
        boolean apart = c == 0 || c == '\n' || c == '\r' || c >= 0xD800 && c < 0xE000;
        text.appendCodePoint(apart ? ' ' : c);
      }
      text.append('\n');
    }
    Run run = Run.withInput(text.toString(), "translate", model.toString(), "-", "--beam", "1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().chars().filter(c -> c == '\n')).hasSize(lines);
  }

  @Test
  void aTableWithAnyBytesIsReadOrRefusedInOneLine() throws IOException {
    Random random = new Random(6);
    for (int i = 0; i < 20; i++) {
      byte[] bytes = "o gato\tthe cat\numa casa\ta house\n".repeat(5).getBytes(UTF_8);
      for (int k = 0; k < 3; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("fuzz.tsv"), bytes);
      Run run = Run.of("data", "check", file.toString(), "--read", "source-column=1");
      assertThat(run.code()).as(run.err()).isIn(0, 2);
      assertThat(run.err().lines().count()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aTextInTheOtherLanguageIsNoticedOnceAndTranslatedAllTheSame() throws IOException {
    String pt = "A menina não encontrou a mala vermelha do médico na estação ";
    String en = "The girl did not find the doctor's red suitcase at the station ";
    Path from = lines("say.pt", 10 * PAIRS, i -> pt + i + ".");
    Path to = lines("say.en", 10 * PAIRS, i -> en + i + ".");
    Path out = folder.resolve("portuguese");
    Run run =
        train(
            out, "--source", from.toString(), "--target", to.toString(), "--set", "trueCase=true");
    assertThat(run.code()).as(run.err()).isZero();

    String text = "The children are playing with the dog in the garden of the house.";
    Run wrong = Run.of("translate", out.toString(), text, text);
    assertThat(wrong.code()).as(wrong.err()).isZero();
    assertThat(wrong.out().lines()).hasSize(2);
    assertThat(wrong.err()).containsOnlyOnce("this model reads Portuguese and writes English");

    Run right = Run.of("translate", out.toString(), "As crianças estão brincando no jardim.");
    assertThat(right.err()).doesNotContain("this model reads");
  }
}
