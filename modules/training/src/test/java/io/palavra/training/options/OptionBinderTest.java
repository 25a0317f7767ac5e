package io.palavra.training.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionBinderTest {
  private static final Sample DEFAULTS =
      new Sample(
          new Network(64, 0.5, Cell.LSTM, List.of(3, 4)),
          "words",
          true,
          OptionalDouble.empty(),
          Optional.empty(),
          1L << 40);

  @TempDir private Path folder;

  enum Cell {
    LSTM,
    GATED_UNIT
  }

  record Network(
      @Option("units of a layer") int hidden, double dropout, Cell cell, List<Integer> widths) {
    Network {
      if (hidden < 1) {
        throw BadInputException.of("option hidden", String.valueOf(hidden), "1 or more");
      }
      if (!(dropout >= 0 && dropout < 1)) {
        throw BadInputException.of("dropout", String.valueOf(dropout), "from 0, below 1");
      }
    }
  }

  record Sample(
      Network network,
      String tokenizer,
      boolean lowerCase,
      OptionalDouble clipping,
      Optional<String> note,
      long maxTokens) {}

  private static Sample set(String... sets) {
    return OptionBinder.bind(DEFAULTS, Optional.empty(), List.of(sets));
  }

  private Sample yaml(String text) throws IOException {
    return OptionBinder.bind(DEFAULTS, Optional.of(file(text)), List.of());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("c.yaml"), text, StandardCharsets.UTF_8);
  }

  @Test
  void nothingGivenIsTheDefaults() throws IOException {
    assertThat(set()).isEqualTo(DEFAULTS);
    assertThat(yaml("")).isEqualTo(DEFAULTS);
    assertThat(yaml("# only a comment\n")).isEqualTo(DEFAULTS);
    assertThat(yaml("---\n")).isEqualTo(DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hidden=128", "network.hidden=128", "hidden = 128 ", "hidden=+1_28"})
  void aLeafIsNamedWithOrWithoutItsGroup(String set) {
    assertThat(set(set).network().hidden()).isEqualTo(128);
  }

  @Test
  void hyphensServeInNamesAndInConstants() {
    assertThat(set("lower-case=FALSE", "cell=gated-unit", "max-tokens=7"))
        .isEqualTo(
            new Sample(
                new Network(64, 0.5, Cell.GATED_UNIT, List.of(3, 4)),
                "words",
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                7));
    assertThat(set("cell=Gated_Unit").network().cell()).isEqualTo(Cell.GATED_UNIT);
  }

  @Test
  void optionalsAndLists() throws IOException {
    assertThat(set("clipping=1e-3").clipping()).hasValue(1e-3);
    assertThat(set("clipping=none").clipping()).isEmpty();
    assertThat(set("widths=2, 3,5").network().widths()).containsExactly(2, 3, 5);
    assertThat(set("widths=[]").network().widths()).isEmpty();
    assertThat(yaml("widths: [1, 2]\nnote: null\nclipping: none\n").network().widths())
        .containsExactly(1, 2);
    assertThat(yaml("widths:\n  - 7\n  - 8\n").network().widths()).containsExactly(7, 8);
    assertThat(yaml("note: none of it\n").note()).hasValue("none of it");
    assertThat(yaml("note: 0123\n").note()).hasValue("0123");
    assertThat(yaml("tokenizer: no\n").tokenizer()).isEqualTo("no");
    assertThat(yaml("tokenizer: true\n").tokenizer()).isEqualTo("true");
  }

  @Test
  void yamlIsNestedFlatOrDotted() throws IOException {
    assertThat(yaml("network:\n  hidden: 8\n  dropout: 1e-1\nlowerCase: false\n"))
        .isEqualTo(yaml("hidden: 8\ndropout: .1\nlower-case: False\n"))
        .isEqualTo(yaml("\uFEFFnetwork.hidden: 8\nnetwork: {dropout: 0.1}\nlower-case: false\n"));
  }

  @Test
  void flagsWinOverTheFile() throws IOException {
    Path file = file("hidden: 8\ndropout: 0.1\n");
    Sample sample = OptionBinder.bind(DEFAULTS, Optional.of(file), List.of("network.hidden=9"));
    assertThat(sample.network().hidden()).isEqualTo(9);
    assertThat(sample.network().dropout()).isEqualTo(0.1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hiden=128|--set: found \"hiden=128\", expected an option that exists; did you mean hidden?",
        "lowercase=true|did you mean lowerCase?",
        "tokeniser=words|did you mean tokenizer?",
        "zzzzzzzz=1|one of the options hidden, dropout, cell, widths, tokenizer, lowerCase",
        "net.hidden=1|the option in its place, which is network.hidden",
        "network=1|network is a group",
        "hidden|option=value",
        "=1|option=value",
        "hidden=-1|--set: found \"hidden=-1\", expected 1 or more",
        "dropout=1|--set: found \"dropout=1\", expected from 0, below 1",
        "hidden=1.5|expected a whole number, 1 or more",
        "hidden=2147483648|expected a whole number, 1 or more",
        "hidden=0x10|a whole number",
        "hidden=|a whole number",
        "hidden=١٢|a whole number",
        "dropout=0,5|expected a number, from 0, below 1",
        "dropout=NaN|expected a number, from 0, below 1",
        "dropout=1e999|expected a number, from 0, below 1",
        "dropout=0.5d|expected a number, from 0, below 1",
        "cell=gru|--set: found \"cell=gru\", expected one of lstm, gated-unit",
        "lowerCase=yes|true or false",
        "widths=1,,2|a list, each element a whole number",
        "clipping=little|a number such as 0.5 or 1e-3, or none",
        "max-tokens=99999999999999999999|at most 18 digits"
      })
  void aWrongFlagIsNamedWithValueAndExpectation(String set, String words) {
    assertThatThrownBy(() -> set(set))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(words);
  }

  @Test
  void anOptionGivenTwiceIsRefused() throws IOException {
    assertThatThrownBy(() -> set("hidden=1", "network.hidden=2"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("each option once");
    Path file = file("hidden: 1\nnetwork:\n  hidden: 2\n");
    assertThatThrownBy(() -> OptionBinder.bind(DEFAULTS, Optional.of(file), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            file
                + ":3: found \"hidden: 2\", expected each option once; it stands on line 1 already");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: 1|:1: found \"a\", expected one of the options",
        "`lowerCase: true\nhiden: 3`|:2: found \"hiden\", expected an option that exists; did you mean",
        "`lowerCase: true\n\nhidden: -3`|:3: found \"hidden: -3\", expected 1 or more",
        "`network:\n  dropout: 2`|:2: found \"dropout: 2\", expected from 0",
        "hidden: many|:1: found \"hidden: many\", expected a whole number",
        "hidden: null|:1: found \"hidden: null\", expected a whole number",
        "hidden: {a: 1}|:1: found \"hidden\", expected whole number, not a group",
        "hidden: [1]|:1: found \"hidden: [1]\", expected a whole number",
        "network: 3|:1: found \"network\", expected the options of this group",
        "`network:\n  lowerCase: true`|:2: found \"lowerCase\"",
        "widths: 3x|each element a whole number",
        "widths: [[1]]|a list of single values",
        "- 1|options as name: value",
        "just words|options as name: value",
        "`hidden: 1\nhidden: 2`|:2:",
        "`hidden: 1\n---\nhidden: 2`|nothing behind the options",
        "`hidden: 1\n bad: : x`|YAML",
        "`hidden: [1`|YAML",
        "`tokenizer: 'x`|YAML",
        "`? {a: b}\n: 1`|YAML"
      })
  void aWrongLineOfYamlIsNamed(String text, String words) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> OptionBinder.bind(DEFAULTS, Optional.of(file), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(words)
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokenizer: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
        "tokenizer: !!io.palavra.training.options.OptionBinderTest$Trap {}",
        "!!java.util.Date 2001-01-01",
        "network: !!java.util.HashMap {hidden: 3}",
        "tokenizer: &a words\nnote: *a",
        "network: &n {hidden: 3}",
        "<<: {hidden: 3}"
      })
  void tagsAndAliasesMeanNothing(String text) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> OptionBinder.bind(DEFAULTS, Optional.of(file), List.of()))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void hugeAndBrokenFilesAreRefused() throws IOException {
    Path deep = file("widths: " + "[".repeat(500_000));
    assertThatThrownBy(() -> OptionBinder.bind(DEFAULTS, Optional.of(deep), List.of()))
        .isInstanceOf(BadInputException.class);
    Path huge = file("# " + "x".repeat(2 << 20));
    assertThatThrownBy(() -> OptionBinder.bind(DEFAULTS, Optional.of(huge), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("at most");
    Path latin =
        Files.write(folder.resolve("l.yaml"), new byte[] {'\n', 'a', (byte) 0xe3, ':', ' '});
    assertThatThrownBy(() -> OptionBinder.bind(DEFAULTS, Optional.of(latin), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("l.yaml:2: found \"byte 0xE3\", expected text in UTF-8");
    Path missing = folder.resolve("none.yaml");
    assertThatThrownBy(() -> OptionBinder.bind(DEFAULTS, Optional.of(missing), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("there is none");
    assertThatThrownBy(() -> OptionBinder.bind(DEFAULTS, Optional.of(folder), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("folder");
  }

  @Test
  void theLocaleOfTheMachineDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(set("dropout=0.25", "cell=GATED_UNIT").network().dropout()).isEqualTo(0.25);
      assertThat(OptionBinder.toJson(DEFAULTS)).contains("\"dropout\": 0.5");
    } finally {
      Locale.setDefault(before);
    }
  }

  record Twice(Network network, int hidden) {}

  record Unreadable(Map<String, Object> anything) {}

  @Test
  void recordsThatCanNotBeOptionsAreTheProgrammersFault() {
    Twice twice = new Twice(DEFAULTS.network(), 1);
    assertThatThrownBy(() -> OptionBinder.bind(twice, Optional.empty(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two options hidden");
    assertThatThrownBy(() -> OptionBinder.describe(new Unreadable(Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("anything");
  }

  /** Twice as many units with a gated unit, where nobody says how many. */
  record Suiting(int units, Cell cell) implements SuitedOptions<Suiting> {
    @Override
    public Suiting suited(Map<String, String> given) {
      boolean free = given.containsKey("cell") && !given.containsKey("units");
      return free && cell == Cell.GATED_UNIT ? new Suiting(2 * units, cell) : this;
    }
  }

  @Test
  void whatWasGivenBeforeIsGivenStill() {
    Suiting base = new Suiting(8, Cell.LSTM);
    List<String> gated = List.of("cell=gated-unit");
    assertThat(OptionBinder.bind(base, Set.of(), gated).units()).isEqualTo(16);
    assertThat(OptionBinder.bind(base, Set.of("units"), gated).units()).isEqualTo(8);
    assertThat(OptionBinder.bind(base, Set.of("units"), List.of("units=5")).units()).isEqualTo(5);
    assertThatThrownBy(() -> OptionBinder.bind(base, Set.of("unit"), gated))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean units?");
  }
}
