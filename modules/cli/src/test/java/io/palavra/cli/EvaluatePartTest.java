package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier scored on what its training chose by. */
class EvaluatePartTest {
  @TempDir private static Path folder;
  private static Path data;

  @BeforeAll
  static void train() throws IOException {
    data = Tiny.data(folder);
    Run run = Run.of(command("train", "fasttext", "--out", out(), "--epochs", "2", "--quiet"));
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static String out() {
    return folder.resolve("run").toString();
  }

  /** Words of a command, with the data behind. */
  private static String[] command(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    return all.toArray(String[]::new);
  }

  @Test
  void theDevelopmentPartIsScoredAndNamed() {
    Path json = folder.resolve("dev.json");
    Run dev = Run.of(command("evaluate", out(), "--part", "dev", "--json", json.toString()));
    assertThat(dev.code()).as(dev.err()).isZero();
    assertThat(dev.lines().get(0))
        .isEqualTo("development part of data, set aside by a hash of the text");
    assertThat(json).content().contains("\"dev\"", "\"texts\" : 6").doesNotContain("\"test\"");
    Run test = Run.of(command("evaluate", out()));
    assertThat(test.out()).startsWith("accuracy").isNotEqualTo(dev.out());
  }

  @Test
  void aFileOfItsOwnIsTheDevelopmentPart() throws IOException {
    Path own = Tiny.write(folder.resolve("own.csv"), "text,label\nbom,pos\nruim,neg\nbom x,pos\n");
    Path json = folder.resolve("own.json");
    Run dev =
        Run.of(
            command(
                "evaluate",
                out(),
                "--part",
                "dev",
                "--dev",
                own.toString(),
                "--json",
                json.toString()));
    assertThat(dev.lines().get(0)).as(dev.err()).isEqualTo("development part of data, as given");
    assertThat(json).content().contains("\"texts\" : 3");
  }

  @Test
  void dataThatHaveChangedSinceTheTrainingAreScoredWholeAndItIsSaid() throws IOException {
    Path changed = folder.resolve("changed.csv");
    Files.writeString(changed, Files.readString(data) + "uma linha nova,pos\n");
    Run run = Run.of("evaluate", out(), "--data", changed.toString());
    assertThat(run.lines().get(0))
        .as(run.err())
        .startsWith("all texts of changed, which are not those that the model was trained on");
  }

  @Test
  void aPartWithoutATextAndAPartThatThereIsNotAreRefused() throws IOException {
    Path one = Tiny.write(folder.resolve("one.csv"), "text,label\nbom,pos\n");
    Run.assertRefused(
        Run.of("evaluate", out(), "--data", one.toString(), "--part", "dev"),
        "one.csv: expected at least one labelled text to evaluate on in the development part");
    Run.assertRefused(Run.of(command("evaluate", out(), "--part", "train")), "train");
  }
}
