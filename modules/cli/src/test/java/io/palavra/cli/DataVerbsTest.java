package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataVerbsTest {
  @TempDir private Path folder;
  private String data;

  @BeforeEach
  void data() throws IOException {
    data = Tiny.data(folder).toString();
  }

  @Test
  void listNamesWhatShowTellsOf() {
    assertThat(good("data", "list")).contains("reviews-pt", "reviews-en");
    assertThat(good("data", "show", "reviews-pt")).contains("origin", "licence", "SHA-256");
    Run.assertRefused(Run.of("data", "show", "reviews-p"), "reviews-pt");
  }

  @Test
  void getOfWhatIsHereSaysWhere() {
    assertThat(Path.of(good("data", "get", "reviews-pt").trim())).exists();
    Run.assertRefused(
        Run.of("data", "get", "nothing-such"),
        "found \"nothing-such\", expected a name that palavra data list shows");
    Run.assertRefused(Run.of("data", "get", "reviews-pr"), "list shows; did you mean reviews-pt?");
  }

  @Test
  void checkAndStatsTellPeopleAndPrograms() throws IOException {
    assertThat(good("data", "check", data)).contains("60");
    JsonNode check = json(good("data", "check", data, "--json", "--no-languages"));
    assertThat(check.has("findings")).isTrue();
    assertThat(good("data", "stats", data)).contains("60 rows");
    assertThat(json(good("data", "stats", data, "--json")).get("train").get("rows").asInt())
        .isEqualTo(60);
  }

  @Test
  void aModelOfSeveralLabelsJudgesNoSingleOnes() throws IOException {
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 60; i++) {
      rows.append("barato rápido ").append(i).append(i % 2 == 0 ? ",barato;rápido\n" : ",barato\n");
    }
    Path several = Tiny.write(folder.resolve("several.csv"), rows.toString());
    Path out = folder.resolve("several");
    good(
        "train",
        "cnn",
        "--data",
        several.toString(),
        "--out",
        out.toString(),
        "--epochs",
        "1",
        "--set",
        "labelSeparator=;",
        "--set",
        "filters=2",
        "--set",
        "embedding=4");
    Run run = Run.of("data", "check", several.toString(), "--model", out.toString());
    Run.assertRefused(run, "one label");
  }

  /** The model learns what bom and ruim say; then 12 of the 60 texts get the wrong label. */
  @Test
  void doubtfulLabelsAreCountedShownUpToTopAndListedInJson() throws IOException {
    Path out = folder.resolve("judge");
    Run trained =
        Run.of(
            ("train sentiment --quiet --epochs 20 --set hidden=4 --set embedding=4"
                    + " --set learningRate=0.03 --data "
                    + data
                    + " --out "
                    + out)
                .split(" "));
    assertThat(trained.code()).as(trained.err()).isZero();
    String wrong = String.join("\n", Tiny.rows()).replaceAll("(bom [^,]*[04]),pos", "$1,neg");
    Path noisy = Tiny.write(folder.resolve("noisy.csv"), wrong + "\n");
    String[] judged = {"data", "check", noisy.toString(), "--model", out.toString()};
    JsonNode doubts = json(good(with(judged, "--json"))).get("doubtfulLabels").get(0);
    int found = doubts.get("doubtful").size();
    assertThat(doubts.get("rows").asInt()).isEqualTo(60);
    assertThat(found).isEqualTo(12);
    assertThat(good(with(judged, "--top", "2")))
        .contains("train: " + found + " of 60 labels", "and " + (found - 2) + " more (--top N)");
    assertThat(good(with(judged, "--top", "60"))).doesNotContain("more (--top");
    Run.assertRefused(Run.of("data", "check", data, "--top", "3"), "--model");
    Path strange = Tiny.write(folder.resolve("strange.csv"), Tiny.withLine(5, "bom,outra"));
    Run.assertRefused(
        Run.of("data", "check", strange.toString(), "--model", out.toString()), "outra");
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void splitWritesThreeFilesWithEveryRowOnce() throws IOException {
    Path out = folder.resolve("parts");
    good("data", "split", data, "--out", out.toString());
    long rows = 0;
    for (String part : List.of("train.csv", "dev.csv", "test.csv")) {
      rows += Files.readAllLines(out.resolve(part)).size() - 1;
    }
    assertThat(rows).isEqualTo(60);
    Run.assertRefused(Run.of("data", "split", data), "--out");
    Run.assertRefused(Run.of("data", "split", data, "--out", out.toString()), out.toString());
  }

  /** Equal parts of split and sentences: a text's sentences never fall on two sides. */
  @Test
  void sentencesAreThoseOfThePartsOfSplit() throws IOException {
    Path texts = folder.resolve("texts");
    Path out = folder.resolve("sentences");
    StringBuilder rows = new StringBuilder("text,label\n");
    for (int i = 0; i < 40; i++) {
      String label = i % 2 == 0 ? "pos" : "neg";
      rows.append("Produto número ").append(i).append(" veio. Bom. A nota ").append(i);
      rows.append(" digo eu.,").append(label).append('\n');
    }
    String given = Tiny.write(folder.resolve("two.csv"), rows.toString()).toString();
    good("data", "split", given, "--out", texts.toString());
    good("data", "sentences", given, "--out", out.toString());
    for (String part : List.of("train.csv", "dev.csv", "test.csv")) {
      List<String> expected =
          Files.readAllLines(texts.resolve(part)).stream()
              .flatMap(
                  row ->
                      row.contains(" Bom. ")
                          ? Stream.of(
                              row.replaceFirst(" Bom\\. .*,", ","),
                              row.substring(row.indexOf(" Bom. ") + 6))
                          : Stream.of(row))
              .toList();
      assertThat(Files.readAllLines(out.resolve(part))).isEqualTo(expected);
    }
    Run.assertRefused(
        Run.of("data", "sentences", given, "--out", folder + "/x", "--min-words", "-1"), "-1");
  }

  @Test
  void textsOfAnotherSetAreLeftOutWhicheverPartTheyAreIn() throws IOException {
    List<String> rows = Files.readAllLines(Path.of(data));
    Path other =
        Tiny.write(
            folder.resolve("other.csv"),
            rows.get(0) + "\n" + String.join("\n", rows.subList(1, 31)).toUpperCase(Locale.ROOT));
    Path out = folder.resolve("without");
    good("data", "split", data, "--out", out.toString(), "--without", other.toString());
    List<String> left = new ArrayList<>();
    for (String part : List.of("train.csv", "dev.csv", "test.csv")) {
      List<String> written = Files.readAllLines(out.resolve(part));
      left.addAll(written.subList(1, written.size()));
    }
    assertThat(left).containsExactlyInAnyOrderElementsOf(rows.subList(31, rows.size()));
    Run.assertRefused(
        Run.of("data", "split", data, "--out", folder + "/y", "--without", folder + "/none.csv"),
        "none.csv");
  }

  @Test
  void howManyTextsAreLeftOutIsSaidAndWhyAPartIsEmpty() throws IOException {
    Path dev = Tiny.write(folder.resolve("dev.csv"), "text,label\nBom  dia,pos\nnão,neg\n");
    Path none = Tiny.write(folder.resolve("none.csv"), "text,label\n");
    String[] split = {"data", "split", data, "--dev", dev.toString(), "--test", none.toString()};
    Run run = Run.of(with(split, "--out", folder + "/p", "--without", dev.toString()));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("texts left out: 0 of 60 for train.csv, 2 of 2 for dev.csv, 0 of 0 for test.csv")
        .contains("no text for dev.csv: --without leaves out all 2 texts that it had")
        .contains("no text for test.csv: there is none in the part as given")
        .doesNotContain("too few");
    Run nothing = Run.of("data", "split", data, "--out", folder + "/q", "--without", none + "");
    assertThat(nothing.err()).contains("texts left out: 0 of ").doesNotContain("no text for");
    assertThat(Run.of("data", "split", data, "--out", folder + "/r").err())
        .doesNotContain("left out");
  }

  @Test
  void sentencesOfAnotherSetAreLeftOutOfTheTextsAndOfTheirSentences() throws IOException {
    Path texts =
        Tiny.write(
            folder.resolve("texts.csv"),
            "text,label\nUm dois três. Quatro cinco seis.,pos\nSete oito nove. Dez onze doze.,neg\n");
    Path dev = Tiny.write(folder.resolve("dev.csv"), "text,label\nSó isto.,pos\n");
    Path other =
        Tiny.write(
            folder.resolve("other.csv"),
            "text,label\nQUATRO cinco seis.,pos\nSete oito nove. Dez onze doze.,neg\n");
    Path out = folder.resolve("out");
    String[] given = {"data", "sentences", texts.toString(), "--dev", dev + "", "--test", dev + ""};
    Run run = Run.of(with(given, "--out", out.toString(), "--without", other.toString()));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readAllLines(out.resolve("train.csv")))
        .containsExactly("text,label", "Um dois três.,pos");
    assertThat(run.err())
        .contains("texts left out: 1 of 2 for train.csv")
        .contains("sentences left out: 1 of 2 for train.csv")
        .contains("no sentence for dev.csv: no text of it has a sentence of 3 words or more");
  }

  @Test
  void anotherSetThatIsNotThereIsRefusedByItsOwnFlag() {
    for (String none : List.of("", "nowhere.csv")) {
      Run.assertRefused(
          Run.of("data", "split", data, "--out", folder + "/n", "--without", none),
          "option --without: found \"" + none + "\", expected a file or folder that is there");
    }
    Run.assertRefused(Run.of("data", "split", "", "--out", folder + "/n"), "data: found \"\"");
    assertThat(folder.resolve("n")).doesNotExist();
  }

  @Test
  void theOtherSetIsReadAsTheDataAre() throws IOException {
    Path own = Tiny.write(folder.resolve("own.csv"), "texto,classe\num,a\ndois,b\n");
    String[] split = {"data", "split", own.toString(), "--text", "texto", "--label", "classe"};
    Run run = Run.of(with(split, "--out", folder + "/o", "--without", own.toString()));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("texts left out: 2 of 2 for train.csv");
  }

  @Test
  void showEndsWithThreeTextsOfEachClass() {
    List<String> shown = good("data", "show", "reviews-pt").lines().toList();
    assertThat(shown.stream().filter(line -> line.startsWith("    positivo "))).hasSize(3);
    assertThat(shown.stream().filter(line -> line.startsWith("    negativo "))).hasSize(3);
    assertThat(String.join(" ", shown)).contains("No balanço final, valeu a pena");
  }

  @Test
  void showEndsWithThreePairsOfASetForTranslation() {
    List<String> shown = good("data", "show", "pairs-pt-en").lines().toList();
    assertThat(shown.subList(shown.size() - 3, shown.size()))
        .allMatch(line -> line.matches("    \\S.*\\S {2}->  \\S.*"));
  }

  @Test
  void splitSaysWhichPartsOfFewRowsAreEmpty() throws IOException {
    Path few = Tiny.write(folder.resolve("few.csv"), "text,label\nbom,pos\nruim,neg\nmau,neg\n");
    Path out = folder.resolve("few");
    Run run = Run.of("data", "split", few.toString(), "--out", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("no text for dev.csv", "no text for test.csv");
    assertThat(run.err()).doesNotContain("no text for train.csv");
  }

  @Test
  void checkFindsThatAHeaderAloneIsNothingToLearnFrom() throws IOException {
    Path header = Tiny.write(folder.resolve("header.csv"), "text,label\n");
    assertThat(good("data", "check", header.toString()))
        .contains("grave    no-rows, train")
        .doesNotContain("Nothing found");
    assertThat(good("data", "check", data, "--test", header.toString()))
        .contains("grave    no-rows, test");
  }

  @Test
  void everyVerbHasHelp() {
    for (String verb : List.of("list", "show", "get", "check", "stats", "split", "sentences")) {
      assertThat(good("data", verb, "--help")).startsWith("Usage: palavra data " + verb);
    }
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static String good(String... arguments) {
    Run run = Run.of(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }
}
