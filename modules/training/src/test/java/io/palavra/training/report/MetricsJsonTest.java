package io.palavra.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.training.evaluation.Comparison;
import io.palavra.training.evaluation.McNemar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsJsonTest {
  private static final RunFigures RUN = new RunFigures(12.5, 30_000, 1L << 33, -7);

  @Test
  void theFileHasTheKeysOfTheContract(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("metrics.json");
    Comparison baseline = new Comparison("tf-idf + linear", 0.75, 0.7, 1, McNemar.of(121, 59));
    MetricsJson.write(
        file, new TreeMap<>(Map.of("accuracy", 0.8, "macroF1", 0.79)), Optional.of(baseline), RUN);
    JsonNode json = new ObjectMapper().readTree(Files.readString(file));
    assertThat(json.at("/test/accuracy").doubleValue()).isEqualTo(0.8);
    assertThat(json.at("/test/macroF1").doubleValue()).isEqualTo(0.79);
    assertThat(json.at("/baseline/name").textValue()).isEqualTo("tf-idf + linear");
    assertThat(json.at("/baseline/accuracy").doubleValue()).isEqualTo(0.75);
    assertThat(json.at("/seconds").doubleValue()).isEqualTo(12.5);
    assertThat(json.at("/tokensPerSecond").doubleValue()).isEqualTo(30_000);
    assertThat(json.at("/peakMemoryBytes").longValue()).isEqualTo(1L << 33);
    assertThat(json.at("/seed").longValue()).isEqualTo(-7);
  }

  @Test
  void aFigureThatIsNoNumberIsNull() throws IOException {
    String text =
        MetricsJson.text(
            new TreeMap<>(Map.of("perplexity", Double.POSITIVE_INFINITY, "nats", Double.NaN)),
            Optional.empty(),
            RUN);
    JsonNode json = new ObjectMapper().readTree(text);
    assertThat(json.at("/test/perplexity").isNull()).isTrue();
    assertThat(json.at("/test/nats").isNull()).isTrue();
    assertThat(json.has("baseline")).isFalse();
  }
}
