package io.palavra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.cli.model.Kinds;
import io.palavra.cli.train.TrainCommand;
import io.palavra.pipeline.BadInputException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PalavraTest {

  @Test
  void withoutArgumentsItShowsHowToBegin() {
    Run run = Run.of();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("First steps", "train", "predict");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "evaluate",
        "predict",
        "describe",
        "explain",
        "tokens",
        "export",
        "reproduce",
        "embeddings",
        "init",
        "data",
        "kinds",
        "example",
        "device",
        "doctor",
        "completion"
      })
  void everyVerbHasHelp(String verb) {
    Run run = Run.of(verb, "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("Usage: palavra " + verb);
    assertThat(Run.of("help", verb).out()).isEqualTo(run.out());
  }

  @Test
  void aWrongVerbIsOneLineWithTheNearestRightOneAndExitCodeTwo() {
    Run.assertRefused(Run.of("trian", "sentiment"), "train");
  }

  @Test
  void aWrongFlagIsOneLineAndExitCodeTwo() {
    Run.assertRefused(Run.of("train", "sentiment", "--sed", "1"), "--se");
  }

  @Test
  void anUnknownKindIsRefusedWithThoseThatThereAre() {
    Run.assertRefused(Run.of("train", "sentimnet"), "sentiment");
  }

  @Test
  void aWrongOptionIsRefusedWithTheNearestRightName() {
    Run.assertRefused(Run.of("train", "sentiment", "--set", "hiden=128"), "hidden");
    Run.assertRefused(Run.of("train", "sentiment", "--set", "hidden=-1"), "-1");
    Run.assertRefused(Run.of("train", "sentiment", "--set", "hidden=many"), "many");
  }

  @Test
  void aNumberThatIsNoneIsRefusedWithItsRange() {
    Run.assertRefused(
        Run.of("train", "sentiment", "--set", "hidden=abc"),
        "--set: found \"hidden=abc\", expected a whole number from 1 to ");
    Run.assertRefused(
        Run.of("train", "sentiment", "--set", "dropout=much"),
        "expected a number from 0 to below 1");
    Run.assertRefused(Run.of("train", "sentiment", "--epochs", "1.5"), "a whole number from 1");
  }

  @Test
  void aWrongVerbNamesTheNearestAndWhereTheListIs() {
    Run.assertRefused(
        Run.of("trian", "sentiment"),
        "verb: found \"trian\", expected a verb that palavra --help lists; did you mean train?");
    Run.assertRefused(
        Run.of("data", "chek", "x.csv"), "palavra data --help lists; did you mean check?");
    Run.assertRefused(Run.of("train", "sentimant"), "palavra kinds lists; did you mean sentiment?");
    Run.assertRefused(Run.of("xyzzy"), "predict");
    Run.assertRefused(Run.of("train", "sentiment", "--dat", "x"), "--data");
  }

  @Test
  void aMissingModelIsRefusedByItsPath() {
    Run.assertRefused(Run.of("predict", "nowhere.palavra", "text"), "nowhere.palavra");
  }

  @Test
  void aModelThatIsNoBundleIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("model.palavra"), "not a zip");
    Run.assertRefused(Run.of("describe", file.toString()), "model.palavra");
  }

  @Test
  void dataThatAreNotThereAreRefused() {
    Run.assertRefused(Run.of("data", "check", "no-such.csv"), "no-such.csv");
  }

  @Test
  void everyKindIsListedDocumentedAndHasAnExample() {
    Run kinds = Run.of("kinds");
    Path docs =
        Path.of(System.getProperty("maven.multiModuleProjectDirectory", "../..")).resolve("docs");
    for (String kind : Kinds.all().keySet()) {
      assertThat(kinds.out()).contains(kind);
      assertThat(docs.resolve(kind + ".md")).exists();
      assertThat(Run.of("example", "list").out().toLowerCase(java.util.Locale.ROOT)).contains(kind);
    }
    assertThat(Kinds.all()).isNotEmpty();
  }

  @Test
  void everyListedExampleHasAMain() throws Exception {
    assertThat(ExampleCommand.examples()).isNotEmpty();
    for (ExampleCommand.Example example : ExampleCommand.examples()) {
      Method main = Class.forName(example.type()).getMethod("main", String[].class);
      assertThat(Modifier.isStatic(main.getModifiers())).as(example.type()).isTrue();
      assertThat(example.pt()).isNotBlank();
      assertThat(example.en()).isNotBlank();
    }
  }

  @Test
  void theDoctorTellsWhatIsThere() {
    Run run = Run.of("doctor", "--json");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("\"cores\"", "\"blas\"", "\"complaints\"", "refuses all");
  }

  @Test
  void aBudgetIsANumberWithAUnit() {
    assertThat(TrainCommand.duration("60m")).isEqualTo(Duration.ofHours(1));
    assertThat(TrainCommand.duration("90s")).isEqualTo(Duration.ofSeconds(90));
    for (String wrong : new String[] {"60", "m", "-1m", "0s", "1.5h", "99999999999h", ""}) {
      assertThatThrownBy(() -> TrainCommand.duration(wrong))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("--budget");
    }
  }

  @Test
  void completionIsAScript() {
    assertThat(Run.of("completion").out()).contains("complete -F");
  }
}
