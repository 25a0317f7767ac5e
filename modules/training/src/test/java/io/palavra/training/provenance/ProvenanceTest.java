package io.palavra.training.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.version.Build;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvenanceTest {

  static Provenance sample() {
    return new Provenance(
        new DataRequest(
            "críticas.csv",
            Optional.of(Path.of("dev", "a.csv")),
            Optional.empty(),
            Map.of("label", "nota")),
        "criticas",
        parts('a'),
        "9 in 10 by the hash of the text",
        "{\n \"hidden\": 8, \"dropout\": 1.0E-4}",
        Long.MIN_VALUE,
        LayerChoice.STOCK,
        Optional.of(Path.of("v.vec")),
        Optional.of(Path.of("runs", "imdb", "model.palavra")),
        Optional.of(Duration.ofMinutes(60)),
        environment("17.0.1"),
        Instant.parse("2026-01-02T03:04:05.678Z"),
        12.5);
  }

  static SortedMap<String, DataPart> parts(char digit) {
    SortedMap<String, DataPart> parts = new TreeMap<>();
    parts.put("train", new DataPart(new Fingerprint(String.valueOf(digit).repeat(64)), 9));
    parts.put("test", new DataPart(new Fingerprint("0".repeat(64)), 1));
    return parts;
  }

  static SortedMap<String, String> environment(String java) {
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("java", java);
    environment.put("cores", "2");
    return environment;
  }

  @Test
  void itComesBackFromJson() {
    Provenance sample = sample();
    assertThat(Provenance.fromJson(sample.toJson(), "m")).isEqualTo(sample);
    assertThat(sample.started()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"seed\" | \"sead\"",
        "\"stock\" | \"own\"",
        "aaaaaaaa | xyz",
        "\"PT1H\" | \"an hour\"",
        "12.5 | \"12.5\"",
        "12.5 | -1",
        "-9223372036854775808 | -9223372036854775809",
        "-9223372036854775808 | 1.5",
        "\"rows\" : 9 | \"rows\" : null",
        "2026-01-02 | 2026-13-02",
        "\"java\" : \"17.0.1\" | \"java\" : 17",
        "\"hidden\" | \"dropout\""
      })
  void whatIsNotAsWrittenIsRefused(String right, String wrong) {
    String json = sample().toJson();
    assertThat(json).contains(right);
    assertThatThrownBy(() -> Provenance.fromJson(json.replace(right, wrong), "m"))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void otherJsonIsRefused() {
    for (String json : new String[] {"", "[]", "{}", "null", "{".repeat(100_000), "{} {}"}) {
      assertThatThrownBy(() -> Provenance.fromJson(json, "m"))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("m: ");
    }
  }

  @Test
  void peopleReadItAsLines() {
    assertThat(sample().toMap())
        .containsEntry("data", "criticas (críticas.csv)")
        .containsEntry("train", "9 rows, SHA-256 " + "a".repeat(64))
        .containsEntry("layers", "stock")
        .containsEntry("seed", "-9223372036854775808");
  }

  @Test
  void theEnvironmentNamesVersionsThreadsAndBackend() {
    assertThat(Environment.here())
        .containsEntry("palavra", Build.version())
        .containsEntry("deeplearning4j", "1.0.0-M2.1")
        .containsKeys("backend", "java", "os", "cores", "ompThreads", "revision");
    assertThat(Build.version()).matches("[0-9].*");
    assertThat(Build.revision()).matches("unknown|[0-9a-f]{7,40}.*");
  }
}
