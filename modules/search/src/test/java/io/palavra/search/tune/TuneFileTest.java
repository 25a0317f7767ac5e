package io.palavra.search.tune;

import static io.palavra.search.tune.Files4Tests.SPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneFileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuneFileTest {
  private static final String BUDGET = "budget: {candidates: 4, epochs: 2}\n";

  @TempDir Path folder;

  @Test
  void optionsThatAreAllowedOnlyBesideOthersAreReadInAnyOrder() {
    for (String options : List.of("hidden: 8150, dropout: 0.3", "dropout: 0.3, hidden: 8150")) {
      String yaml = SPACE.replaceAll(" *hidden.*\n", "") + "options: {" + options + "}\n" + BUDGET;
      assertThat(Files4Tests.read(folder, yaml).request().options(Map.of()))
          .isEqualTo(
              new FakeOptions(
                  0.01, 8150, FakeOptions.Unit.LSTM, 0.3, 4, true, 0, 0, 2, 0, "accuracy"));
    }
  }

  @Test
  void anOptionThatLacksAnotherIsRefusedWithItsLineAndThatOnesName() {
    String yaml =
        SPACE.replaceAll(" *hidden.*\n", "") + "options:\n  both: false\n  hidden: 8150\n" + BUDGET;
    assertThatThrownBy(() -> Files4Tests.read(folder, yaml))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("tune.yaml:10: found \"hidden: 8150\"")
        .hasMessageContaining("expected option dropout beside it: ")
        .hasMessageContaining("another one, for so many units");
  }

  @Test
  void aWholeFileIsUnderstood() {
    TuneFile file =
        Files4Tests.read(
            folder,
            SPACE
                + "second: {minimise: secondsPerEpoch}\noptions: {dropout: 0.3}\n"
                + "strategy: {name: asha, sampler: tpe, factor: 2}\nseed: 7\nparallel: 2\n"
                + "jvm: own\nrepeats: {top: 2, seeds: 4}\n"
                + "budget: {candidates: 1_000, epochs: 8, minutes: 0.5, all-epochs: 99}\n");
    assertThat(file.space().names()).containsExactly("learningRate", "hidden", "cell", "heads");
    assertThat(file.request().options(Map.of("hidden", "12")))
        .isEqualTo(
            new FakeOptions(0.01, 12, FakeOptions.Unit.LSTM, 0.3, 4, true, 0, 0, 8, 0, "accuracy"));
    assertThat(file.objective().minimise()).isFalse();
    assertThat(file.second().orElseThrow().minimise()).isTrue();
    assertThat(file.strategy().factor()).isEqualTo(2);
    assertThat(file.budget().candidates()).isEqualTo(1000);
    assertThat(file.ownProcess()).isTrue();
    assertThat(file.repeats().seeds()).isEqualTo(4);
  }

  /** What stands there, the line, and a piece of what is said about it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          learningrat: {log-uniform: [1e-4, 1]} | 4 | did you mean learningRate?
          zzz: [1, 2]                           | 4 | one of the options
          learningRate: {log-uniform: [1, 1e-4]}| 4 | a lower bound below the upper one
          learningRate: {log-uniform: [0, 1]}   | 4 | above 0
          learningRate: {log-unifrom: [0.1, 1]} | 4 | did you mean log-uniform?
          learningRate: {uniform: [a, 1]}       | 4 | a number
          learningRate: {uniform: [1]}          | 4 | two bounds
          learningRate: {uniform: 1}            | 4 | two bounds
          learningRate: {}                      | 4 | uniform, log-uniform
          learningRate: 5                       | 4 | a list of values
          hidden: {integer: [1, 9000]}          | 4 | a whole number from 1 to 8192
          hidden: {uniform: [1, 20]}            | 4 | a whole number
          hidden: {integer: [1.5, 20]}          | 4 | a whole number
          hidden: {integer: [8, 60], step: 8}   | 4 | multiples of a step
          hidden: {integer: [8, 64], step: 0}   | 4 | multiples of a step
          learningRate: {uniform: [0.1, 1], step: 2} | 4 | integer or log-integer with a step
          hidden: [16, 16]                      | 4 | each value once
          hidden: [16, [17]]                    | 4 | a single value
          cell: [lstm, rnn]                     | 4 | one of lstm, gru, transformer
          heads: {integer: [1, 2], when: {both: true}} | 4 | an option chosen from a list above it
          epochs: {integer: [1, 2]}             | 4 | another option
          Epochs: {integer: [1, 2]}             | 4 | another option
          learningRate: {uniform: [!!java.io.File 1, 2]} | 4 | without anchors
          """)
  void aWrongOptionOfTheSpaceIsRefusedWithItsLine(String line, int number, String said) {
    String yaml = "kind: fake\ndata: nothing\nspace:\n  " + line + "\nobjective: accuracy\n";
    refused(yaml + BUDGET, number, said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: fak                                | one of fake
          objective: acuracy                       | one of accuracy, loss, secondsPerEpoch, tokensPerSecond
          objective: {maximize: accuracy}          | did you mean maximise?
          objective: {maximise: a, minimise: b}    | either maximise: METRIC or minimise
          strategy: tp                             | one of grid, random, sobol, genetic, halving, asha, tpe, forest
          strategy: {name: asha, factor: 1}        | a whole number from 2
          strategy: {name: asha, least: 9}         | at most the budget's 2 epochs
          budget: {candidates: 0, epochs: 2}       | a number above 0
          budget: {candidates: x, epochs: 2}       | a whole number
          budget: {candidates: 99999999999, epochs: 2} | a whole number
          budget: {candidates: 4}                  | epochs: a value
          budget: {candidates: 4, epochs: 2, minutes: NaN} | a number above 0
          parallel: 0                              | from 1 to 1024
          jvm: both                                | own, a process
          seed: one                                | expected a whole number
          seed: 1.5                                | found "1.5", expected a whole number
          strategy: {name: random, sampler: tpe}   | found "sampler", expected name alone, as random has
          strategy: {name: sobol, least: 1}        | found "least", expected name alone, as sobol has
          strategy: {name: random, steps: 3}       | found "steps", expected name alone
          strategy: {name: grid, factor: 3}        | found "factor", expected name, steps, as grid has
          strategy: {name: asha, steps: 3}         | name, sampler, factor, least, as asha has no other
          strategy: {name: tep, sampler: tpe}      | did you mean tpe?
          repeats: {top: 0}                        | whole numbers from 1
          options: {hiden: 4}                      | did you mean hidden?
          options: {hidden: 0}                     | from 1 to 8192
          options: {cell: gru}                     | not in the space, too
          paralel: 2                               | did you mean parallel?
          data: {dev: x}                           | name: a data set
          budget: {candidates: -1, epochs: 2}      | found "budget candidates: -1", expected
          budget: {candidates: 4, epochs: 0}       | found "budget epochs: 0", expected
          budget: {candidates: 4, epochs: 2, minutes: 0} | found "budget minutes: 0", expected
          budget: {candidates: 4, epochs: 2, all-epochs: 0} | found "budget all-epochs: 0", expected
          strategy: tep                            | did you mean tpe?
          strategy: {name: asha, sampler: forrest} | did you mean forest?
          objective: acuracia                      | did you mean accuracy?
          """)
  void aWrongLineIsRefusedWithItsNumber(String line, String said) {
    String name = line.substring(0, line.indexOf(':'));
    String yaml = SPACE + BUDGET;
    String kept =
        yaml.lines()
            .filter(known -> !known.startsWith(name + ":"))
            .reduce("", (a, b) -> a + b + "\n");
    refused(kept + line + "\n", (int) kept.lines().count() + 1, said);
  }

  @Test
  void anOptionThatIsFixedAndSearchedIsRefusedHoweverItIsSpelled() {
    for (String fixed : List.of("learning-rate", "learningRate")) {
      for (String searched : List.of("learning-rate", "learningRate")) {
        String yaml =
            SPACE.replaceAll("learningRate:", searched + ":")
                + ("options:\n  dropout: 0.3\n  " + fixed + ": 0.1\n" + BUDGET);
        refused(
            yaml,
            (int) SPACE.lines().count() + 3,
            "found \"" + fixed + "\", expected an option that is not in the space, too");
      }
    }
  }

  @Test
  void anOptionThatAnotherDependsOnIsFoundHoweverItIsSpelled() {
    String yaml =
        "kind: fake\ndata: nothing\nspace:\n  cell: [lstm, gru]\n"
            + "  heads: {integer: [1, 2], when: {Cell: gru}}\nobjective: accuracy\n";
    assertThat(Files4Tests.read(folder, yaml + BUDGET).space().words())
        .containsEntry("heads", "Whole 1 to 2 when cell is [gru]");
  }

  private void refused(String yaml, int line, String said) {
    assertThatThrownBy(() -> Files4Tests.read(folder, yaml))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("tune.yaml:" + line + ": ")
        .hasMessageContaining(said);
  }

  @Test
  void boundsThatLeaveTheirDefaultsTogetherAreTaken() {
    String pair =
        "kind: fake\ndata: nothing\nspace:\n  cell: [lstm, gru]\n"
            + "  shortest: {integer: [1, 3], when: {cell: gru}}\n"
            + "  longest: {integer: [3, 5], when: {cell: gru}}\nobjective: accuracy\n";
    assertThat(Files4Tests.read(folder, pair + BUDGET).space().names())
        .containsExactly("cell", "shortest", "longest");
    String free = pair.replace(", when: {cell: gru}", "");
    assertThat(Files4Tests.read(folder, free + BUDGET).space().names()).hasSize(3);
    refused(
        pair.replace("shortest: {integer: [1, 3]", "shortest: {integer: [1, 6]") + BUDGET,
        5,
        "found \"shortest: 6 with cell=gru\", expected ");
  }

  @Test
  void aBoundThatGoesWithNothingNamesTheOptionThatIsInItsWay() {
    String alone =
        "kind: fake\ndata: nothing\nspace:\n  longest: {integer: [3, 5]}\nobjective: accuracy\n";
    refused(
        alone + BUDGET,
        4,
        "found \"longest: 3\", expected option shortest beside it: a whole number from 1 to 3");
  }

  @Test
  void bytesThatAreNoTextAreSaidWithTheirLine() throws IOException {
    Path file = folder.resolve("latin.yaml");
    String yaml = "# um\nkind: fake\ndata: opini\u00f5es.csv\n";
    Files.write(file, yaml.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> new TuneFileReader(id -> new FakeKind()).read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            file
                + ":3: found \"byte 0xF5\", expected text in UTF-8; this looks like ISO-8859-1: "
                + "save it as UTF-8");
    refused("# a\n# b\nkind: fa\u0000ke\n", 3, "without NUL");
  }

  @Test
  void aGridOfTooManyPointsIsRefusedWithTheirNumber() {
    String space =
        """
        kind: fake
        data: nothing
        space:
          learningRate: {log-uniform: [1e-4, 1]}
          dropout: {uniform: [0, 0.9]}
          hidden: {integer: [1, 8000]}
          heads: {integer: [1, 8000]}
        objective: accuracy
        strategy: {name: grid, steps: 1000}
        """;
    assertThatThrownBy(() -> Files4Tests.read(folder, space + BUDGET))
        .hasMessageContaining("tune.yaml:9: ")
        .hasMessageContaining("1,000,000,000,000 points")
        .hasMessageContaining("strategy: random");
  }

  @Test
  void whatBreaksTheYamlIsSaidWithItsOwnLine() {
    refused("kind: fake\nspace:\n\thidden: [1]\n", 3, "YAML: found character '\\t");
    refused("kind: fake\nspace:\n  hidden: [1, 2\nobjective: accuracy\n", 4, "expected ',' or ']'");
    refused("kind: fake\nspace:\n  hidden: [1, 2\nobjective: accuracy\n", 4, "from line 3");
  }

  @Test
  void dataThatAreNotThereAreRefusedWithTheLineThatNamesThem() {
    unusable("data: none.csv", 2, "found \"data: none.csv\", expected a data set's name");
    unusable("data: {name: x, labl: y}", 2, "found \"reading option: labl\"");
    unusable("data:\n  name: x\n  labl: y", 4, "did you mean label");
  }

  private void unusable(String data, int line, String said) {
    TuneFile file = Files4Tests.read(folder, SPACE.replace("data: nothing", data) + BUDGET);
    SearchFolder out = new SearchFolder(folder.resolve("out"));
    assertThatThrownBy(() -> Tuning.of(file, out).run(false))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("tune.yaml:" + line + ": ")
        .hasMessageContaining(said);
    assertThat(out.path()).doesNotExist();
  }

  @Test
  void whatIsNoYamlIsRefusedInOneLine() {
    for (String yaml :
        new String[] {
          "",
          "a",
          "- 1",
          "kind: [",
          "kind: a\nkind: b\n",
          "x: &a 1\ny: *a\n",
          "a: b\n---\nc: d\n",
          "kind: " + "[".repeat(500),
          "\u0000",
          "kind: {a: 1}"
        }) {
      assertThatThrownBy(() -> Files4Tests.read(folder, yaml))
          .isInstanceOf(BadInputException.class)
          .message()
          .doesNotContain("\n");
    }
  }
}
