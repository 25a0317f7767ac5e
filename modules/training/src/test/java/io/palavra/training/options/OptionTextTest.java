package io.palavra.training.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.encode.TextOptions;
import io.palavra.pipeline.option.Option;
import io.palavra.training.loop.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTextTest {

  enum Shape {
    ROUND,
    LEFT_SIDED
  }

  record Values(
      @Option("whatever is said") String text,
      double fraction,
      float small,
      long large,
      Optional<String> maybe,
      List<String> words,
      Inner inner) {}

  record Inner(OptionalInt count, Shape shape, boolean flag) {}

  private static final Values SOME =
      new Values(
          "olá",
          1e-4,
          0.1f,
          Long.MIN_VALUE,
          Optional.of("none"),
          List.of("a", "b, c"),
          new Inner(OptionalInt.of(3), Shape.LEFT_SIDED, true));

  @Test
  void jsonIsNestedInTheOrderOfTheRecord() {
    assertThat(OptionBinder.toJson(SOME))
        .isEqualTo(
            """
            {
              "text": "olá",
              "fraction": 1.0E-4,
              "small": 0.1,
              "large": -9223372036854775808,
              "maybe": "none",
              "words": ["a", "b, c"],
              "inner": {
                "count": 3,
                "shape": "left-sided",
                "flag": true
              }
            }
            """);
  }

  @Test
  void yamlHasACommentAboveEachOption() {
    assertThat(OptionBinder.toCommentedYaml(SOME, Map.of("shape", "of\nthe   thing")))
        .isEqualTo(
            """
            # whatever is said
            text: "olá"
            fraction: 1.0E-4
            small: 0.1
            large: -9223372036854775808
            maybe: "none"
            words: [a, "b, c"]
            inner:
              count: 3
              # of the thing
              shape: left-sided
              flag: true
            """);
  }

  @Test
  void yamlIsWithoutWhatIsHidden() {
    assertThat(OptionBinder.toCommentedYaml(SOME, Set.of("large", "text", "shape")))
        .isEqualTo(
            """
            fraction: 1.0E-4
            small: 0.1
            maybe: "none"
            words: [a, "b, c"]
            inner:
              count: 3
              flag: true
            """);
  }

  @Property(tries = 100)
  void everyValueComesBackFromJsonAndYaml(
      @ForAll String text,
      @ForAll double fraction,
      @ForAll float small,
      @ForAll long large,
      @ForAll Optional<String> maybe,
      @ForAll @Size(max = 3) List<String> words) {
    Values values =
        new Values(
            valid(text),
            Double.isFinite(fraction) ? fraction : 0,
            Float.isFinite(small) ? small : 0,
            large,
            maybe.map(OptionTextTest::valid),
            words.stream().map(OptionTextTest::valid).toList(),
            new Inner(OptionalInt.empty(), Shape.ROUND, false));
    assertThat(OptionBinder.fromJson(Values.class, OptionBinder.toJson(values))).isEqualTo(values);
    assertThat(throughYaml(SOME, OptionBinder.toCommentedYaml(values))).isEqualTo(values);
  }

  /** Half a surrogate pair is no text that a file can hold. */
  private static String valid(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Values throughYaml(Values defaults, String yaml) {
    try {
      Path file = Files.createTempFile("options", ".yaml");
      try {
        Files.writeString(file, yaml, StandardCharsets.UTF_8);
        return OptionBinder.bind(defaults, Optional.of(file), List.of());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"count\": \"3\", \"shape\": \"round\", \"flag\": true}",
        "{\"count\": 3, \"shape\": \"round\", \"flag\": \"true\"}",
        "{\"count\": 3, \"shape\": \"square\", \"flag\": true}",
        "{\"count\": 3, \"shape\": \"round\"}",
        "{\"count\": 3, \"shape\": \"round\", \"flag\": true, \"more\": 1}",
        "{\"count\": 3, \"shape\": \"round\", \"flag\": true, \"flag\": true}",
        "{\"count\": 3, \"shape\": null, \"flag\": true}",
        "{\"count\": 3.0, \"shape\": \"round\", \"flag\": true}",
        "{\"count\": 3, \"shape\": \"round\", \"flag\": true} {}",
        "{\"count\": 3, \"shape\": \"round\", \"flag\": true",
        "{\"@class\": \"java.lang.Runtime\", \"count\": 3, \"shape\": \"round\", \"flag\": true}"
      })
  void jsonThatIsNotExactlyTheOptionsIsRefused(String json) {
    assertThatThrownBy(() -> OptionBinder.fromJson(Inner.class, json, "m.palavra"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("m.palavra");
  }

  @Test
  void anOptionOutsideItsGroupIsToldItsPlace() {
    assertThatThrownBy(() -> OptionBinder.fromJson(Values.class, "{\"count\": 3}", "m.palavra"))
        .hasMessageContaining("found \"count\"")
        .hasMessageContaining("the option in its place, which is inner.count");
  }

  @Test
  void optionsThatAnOlderVersionLackedAreFilledIn() {
    Inner older = new Inner(OptionalInt.of(1), Shape.ROUND, true);
    String json = "{\"count\": null, \"flag\": false}";
    assertThat(OptionBinder.fromOlderJson(older, json, "m.palavra"))
        .isEqualTo(new Inner(OptionalInt.empty(), Shape.ROUND, false));
  }

  @Test
  void optionsAreDescribed() {
    assertThat(OptionBinder.describe(SOME))
        .contains(
            new OptionDescription("text", "text", "text", "\"olá\"", List.of(), "whatever is said"),
            new OptionDescription(
                "shape", "inner.shape", "one of", "left-sided", List.of("round", "left-sided"), ""))
        .extracting(OptionDescription::name)
        .containsExactly(
            "text", "fraction", "small", "large", "maybe", "words", "count", "shape", "flag");
  }

  record Both(TextOptions text, TrainingOptions training) {}

  @Test
  void theOptionsOfTextAndTrainingBind() {
    Both both = new Both(TextOptions.defaults(), TrainingOptions.defaults());
    assertThat(OptionBinder.fromJson(Both.class, OptionBinder.toJson(both))).isEqualTo(both);
    assertThatThrownBy(() -> OptionBinder.bind(both, Optional.empty(), List.of("learning-rate=-1")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("--set: found \"learning-rate=-1\", expected");
  }
}
