package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
  @TempDir static Path folder;
  private static String model;
  private static String data;

  @BeforeAll
  static void train() throws IOException {
    StringBuilder rows = new StringBuilder("texto;classe\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i).append(" produto ").append(i % 2 == 0 ? "bom;pos\n" : "ruim;neg\n");
    }
    data = Tiny.write(folder.resolve("data.csv"), rows.toString()).toString();
    model = folder.resolve("run").toString();
    Run run =
        Run.of(
            ("train cnn --quiet --epochs 1 --text texto --label classe --read delimiter=;"
                    + " --set filters=2 --set embedding=4 --data "
                    + data
                    + " --out "
                    + model)
                .split(" "));
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void theColumnsAndTheDelimiterOfItsTextsCanBeNamed() {
    Run run =
        Run.of(
            "explain",
            model,
            "--data",
            data,
            "--text",
            "texto",
            "--label",
            "classe",
            "--read",
            "delimiter=;",
            "--top",
            "1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("filter 1 of width 3", "produto");
  }

  @Test
  void whatDoesNotGoWithADataSetIsRefused() {
    Path page = folder.resolve("why.html");
    Run.assertRefused(
        Run.of("explain", model, "--data", data, "--html", page.toString()), "--html");
    assertThat(page).doesNotExist();
  }

  @Test
  void whatDoesNotGoWithATextIsRefusedByItsName() {
    Run.assertRefused(Run.of("explain", model, "bom", "--top", "3"), "--top: found \"3\"");
    Run.assertRefused(Run.of("explain", model, "bom", "--text", "t"), "--text: found \"t\"");
    Run.assertRefused(Run.of("explain", model, "bom", "--read", "delimiter=;"), "--read delimiter");
    Run.assertRefused(Run.of("explain", model, "bom", "--logos", "x.png"), "--logos");
  }

  @Test
  void logosOfWordsAreRefusedBeforeTheTextsAreRead() {
    Path logos = folder.resolve("logos.png");
    Run run = Run.of("explain", model, "--data", folder + "/none.csv", "--logos", logos.toString());
    Run.assertRefused(run, "--logos: found \"" + logos);
    assertThat(run.err()).contains("bases of DNA", model);
  }
}
