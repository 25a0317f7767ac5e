package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  @TempDir Path folder;

  private Run compare(String... more) throws IOException {
    Path out = folder.resolve("out");
    List<String> all =
        new ArrayList<>(
            List.of("compare", "--data", Tiny.data(folder).toString(), "--out", out.toString()));
    all.addAll(Arrays.asList(more));
    all.addAll(List.of("--set", "epochs=1", "--set", "filters=2", "--set", "embedding=4"));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void whatWasTrainedIsNotTrainedAgain() throws IOException {
    Run first = compare("--seeds", "1", "--only", "linear,CNN");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.lines().get(0)).startsWith("model").contains("accuracy", "texts/s");
    assertThat(first.out()).contains("linear", "CNN");
    assertThat(folder.resolve("out/compare.md")).exists();
    assertThat(folder.resolve("out/accuracy-time.png")).exists();
    Path model = folder.resolve("out/cnn-1/model.palavra");
    FileTime written = Files.getLastModifiedTime(model);

    assertThat(compare("--seeds", "1").err()).contains("a new folder").hasLineCount(1);
    Run second = compare("--seeds", "2", "--only", "linear,CNN", "--resume");
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(Files.getLastModifiedTime(model)).isEqualTo(written);
    assertThat(folder.resolve("out/cnn-2.json")).exists();
    Run other = compare("--seeds", "1", "--only", "CNN", "--resume", "--set", "kMax=2");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .contains("other options")
        .contains("what this comparison was begun with");
  }

  @Test
  void aStudySetsRemediesBesideNothing() throws IOException {
    Run run = compare("--seeds", "1", "--study", "regularisation", "--only", "no remedy,dropout");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines().get(0)).startsWith("with").contains("training loss", "dev loss");
    assertThat(run.out()).contains("no remedy gives");
    assertThat(folder.resolve("out/losses.png")).exists();
  }

  @Test
  void aModelThatBeginsWithVectorsTakesPartWithThem() throws IOException {
    Path file = Tiny.write(folder.resolve("v.vec"), "2 3\nbom 1 0 0.5\nruim -1 0.25 0\n");
    Run run = compare("--seeds", "1", "--only", "CNN+vectors", "--vectors", file.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("CNN+vectors");
  }

  @Test
  void theLinearClassifierMayStandAlone() throws IOException {
    Run run = compare("--seeds", "1", "--only", "linear");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines().get(1)).startsWith("linear").endsWith("the best");
    assertThat(folder.resolve("out/accuracy-time.png")).exists();
  }

  @Test
  void aRefusedComparisonLeavesTheFolderFreeForTheCorrectedOne() throws IOException {
    Path few = Tiny.write(folder.resolve("few.csv"), "text,label\nbom,pos\nruim,neg\n");
    Path out = folder.resolve("out");
    String[] wrong = {"compare", "--data", few.toString(), "--out", out.toString()};
    Run.assertRefused(Run.of(wrong), "few.csv");
    assertThat(out).doesNotExist();
    Files.createDirectories(out);
    Run.assertRefused(Run.of(wrong), "few.csv");
    assertThat(out).isEmptyDirectory();
    Run corrected = compare("--seeds", "1", "--only", "linear");
    assertThat(corrected.code()).as(corrected.err()).isZero();
  }

  @Test
  void labelsOfWhichATextHasSeveralAreRefusedBeforeAnythingIsTrained() throws IOException {
    Run.assertRefused(
        compare("--set", "labelSeparator=;", "--set", "classWeights=none", "--only", "linear,CNN"),
        "labelSeparator");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void wrongNamesAreRefusedInOneLine() throws IOException {
    for (String[] wrong :
        List.of(
            new String[] {"--study", "regularization", "regularisation"},
            new String[] {"--only", "CNM", "did you mean"},
            new String[] {"--only", "cnn+vectors", "--vectors FILE with it"},
            new String[] {"--seeds", "0", "from 1"},
            new String[] {"--source", "train.pt", "--source"},
            new String[] {"--set", "embeding=3", "did you mean embedding?"},
            new String[] {"--vectors", "nowhere.vec", "nowhere.vec"})) {
      Run run = compare(wrong[0], wrong[1]);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).hasLineCount(1).contains(wrong[2]);
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }
}
