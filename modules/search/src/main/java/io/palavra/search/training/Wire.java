package io.palavra.search.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.service.Providers;
import io.palavra.search.study.Outcome;
import io.palavra.search.study.Task;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.TrialId;
import io.palavra.search.trial.TrialStatus;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a search and the process of a candidate say to each other: JSON, a line each. */
final class Wire {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Wire() {}

  /**
   * A candidate for a process of its own.
   *
   * @param request what all have in common
   * @param folder its own
   * @param task what to do
   */
  record Job(CandidateRequest request, Path folder, Task task) {}

  static String job(Job job) {
    CandidateRequest request = job.request();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("kind", request.kind().id()).put("base", OptionBinder.toJson(request.base()));
    request.fixed().forEach(node.putArray("fixed")::add);
    node.put("data", request.data().data()).put("epochs", request.epochs());
    request.data().dev().ifPresent(path -> node.put("dev", path.toString()));
    request.data().test().ifPresent(path -> node.put("test", path.toString()));
    request.data().reading().forEach(node.putObject("reading")::put);
    request.metric().ifPresent(metric -> node.put("metric", metric));
    node.put("layers", request.layers().name());
    request.vectors().ifPresent(path -> node.put("vectors", path.toString()));
    node.put("folder", job.folder().toString()).put("candidate", job.task().id().toString());
    job.task().options().forEach(node.putObject("options")::put);
    node.put("target", job.task().epochs()).put("seed", job.task().seed());
    return line(node);
  }

  static Job job(String line) throws JsonProcessingException {
    JsonNode node = MAPPER.readTree(line);
    ModelKind kind =
        Providers.of(ModelKind.class).stream()
            .filter(known -> known.id().equals(node.get("kind").asText()))
            .findFirst()
            .orElseThrow();
    DataRequest data =
        new DataRequest(
            node.get("data").asText(), path(node, "dev"), path(node, "test"), map(node, "reading"));
    CandidateRequest request =
        new CandidateRequest(
            kind,
            data,
            OptionBinder.fromJson(kind.defaults().getClass(), node.get("base").asText()),
            fixed(node),
            node.get("epochs").intValue(),
            Optional.ofNullable(node.get("metric")).map(JsonNode::asText),
            LayerChoice.valueOf(node.get("layers").asText()),
            path(node, "vectors"));
    Task task =
        new Task(
            TrialId.parse(node.get("candidate").asText()),
            map(node, "options"),
            node.get("target").intValue(),
            node.get("seed").longValue());
    return new Job(request, Path.of(node.get("folder").asText()), task);
  }

  private static Optional<Path> path(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name)).map(JsonNode::asText).map(Path::of);
  }

  private static Set<String> fixed(JsonNode node) {
    Set<String> names = new HashSet<>();
    node.get("fixed").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static Map<String, String> map(JsonNode node, String name) {
    Map<String, String> map = new HashMap<>();
    node.get(name).properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }

  static String epoch(EpochScore score) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("epoch", score.epoch()).put("trainLoss", String.valueOf(score.trainLoss()));
    node.put("best", score.best()).put("seconds", score.seconds());
    node.put("tokensPerSecond", score.tokensPerSecond());
    ObjectNode metrics = node.putObject("metrics");
    score.metrics().forEach((name, value) -> metrics.put(name, String.valueOf(value)));
    return line(node);
  }

  static String end(Outcome outcome) {
    return line(
        MAPPER
            .createObjectNode()
            .put("end", outcome.status().name())
            .put("reason", outcome.reason()));
  }

  /** What ended the search, and not this candidate alone. */
  static String fault(RuntimeException thrown) {
    ObjectNode node = MAPPER.createObjectNode();
    if (!(thrown instanceof BadInputException bad)) {
      return line(node.put("fault", String.valueOf(thrown.getMessage())));
    }
    node.put("fault", bad.source()).put("place", bad.ofPlace());
    node.put("line", bad.line().orElse(0)).put("expected", bad.expected());
    bad.value().ifPresent(value -> node.put("value", value));
    return line(node);
  }

  private static RuntimeException thrown(JsonNode node) {
    String what = node.get("fault").asText();
    if (!node.has("expected")) {
      return new UncheckedIOException(what, new IOException(what));
    }
    String expected = node.get("expected").asText();
    if (node.get("place").booleanValue()) {
      return BadInputException.place(what, expected);
    }
    String value = node.has("value") ? node.get("value").asText() : null;
    return BadInputException.at(what, node.get("line").longValue(), value, expected);
  }

  /** What a line says; empty for what libraries print. */
  static Optional<Object> said(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode node = MAPPER.readTree(line);
      if (node.has("end")) {
        TrialStatus status = TrialStatus.valueOf(node.get("end").asText());
        return Optional.of(new Outcome(status, node.get("reason").asText()));
      }
      if (node.has("fault")) {
        return Optional.of(thrown(node));
      }
      return node.has("epoch") ? Optional.of(score(node)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static EpochScore score(JsonNode node) {
    SortedMap<String, Double> metrics = new TreeMap<>();
    node.get("metrics")
        .properties()
        .forEach(e -> metrics.put(e.getKey(), Double.valueOf(e.getValue().asText())));
    return new EpochScore(
        node.get("epoch").intValue(),
        Double.parseDouble(node.get("trainLoss").asText()),
        metrics,
        node.get("best").booleanValue(),
        node.get("seconds").doubleValue(),
        node.get("tokensPerSecond").doubleValue());
  }

  private static String line(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
