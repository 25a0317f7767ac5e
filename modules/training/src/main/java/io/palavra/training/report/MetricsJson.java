package io.palavra.training.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.baseline.BaselineResult;
import io.palavra.training.evaluation.Comparison;
import io.palavra.training.evaluation.LabelSetScores;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * {@code metrics.json}, the figures of a run for programs: {@code test} (value by name), {@code
 * baseline} ({@code name}, {@code accuracy}; absent without one), {@code seconds}, {@code
 * tokensPerSecond}, {@code peakMemoryBytes} and {@code seed}. A figure that is no number is {@code
 * null}, since JSON has no other word for it.
 */
public final class MetricsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MetricsJson() {}

  /**
   * Writes the file, whole or not at all.
   *
   * @param test metrics on the test set by name
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void write(
      Path file, SortedMap<String, Double> test, Optional<Comparison> baseline, RunFigures run) {
    AtomicFile.writeString(file, text(test, baseline, run));
  }

  /**
   * Writes the file of a classifier of several labels: its baseline has {@code accuracy}, {@code
   * microF1} and {@code macroF1}.
   *
   * @throws io.palavra.pipeline.BadInputException when the file can not be written there
   */
  public static void write(
      Path file,
      SortedMap<String, Double> test,
      RunFigures run,
      Optional<LabelSetScores> baseline) {
    ObjectNode root = root(test);
    baseline.ifPresent(
        rival -> {
          ObjectNode node = root.putObject("baseline");
          node.put("name", BaselineResult.NAME);
          for (String metric : List.of("accuracy", "microF1", "macroF1")) {
            node.set(metric, number(rival.metrics().get(metric)));
          }
        });
    AtomicFile.writeString(file, text(root, run));
  }

  /** The file's content, which ends with a line feed. */
  public static String text(
      SortedMap<String, Double> test, Optional<Comparison> baseline, RunFigures run) {
    ObjectNode root = root(test);
    baseline.ifPresent(
        rival -> {
          ObjectNode node = root.putObject("baseline");
          node.put("name", rival.name());
          node.set("accuracy", number(rival.accuracy()));
          node.set("macroF1", number(rival.macroF1()));
          node.set("pValue", number(rival.test().pValue()));
        });
    return text(root, run);
  }

  private static ObjectNode root(SortedMap<String, Double> test) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode metrics = root.putObject("test");
    test.forEach((name, value) -> metrics.set(name, number(value)));
    return root;
  }

  private static String text(ObjectNode root, RunFigures run) {
    root.set("seconds", number(run.seconds()));
    root.set("tokensPerSecond", number(run.tokensPerSecond()));
    root.put("peakMemoryBytes", run.peakMemoryBytes());
    root.put("seed", run.seed());
    return root.toPrettyString().replace("\r\n", "\n") + "\n";
  }

  private static JsonNode number(double value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return Double.isFinite(value) ? nodes.numberNode(value) : nodes.nullNode();
  }
}
