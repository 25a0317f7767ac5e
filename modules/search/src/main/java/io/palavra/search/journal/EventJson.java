package io.palavra.search.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.TrialId;
import io.palavra.search.trial.TrialStatus;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Events as JSON objects, and back. Numbers come back to the last bit. */
final class EventJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EventJson() {}

  /**
   * @param seconds of search so far
   */
  static String write(Event event, double seconds) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("event", name(event)).put("seconds", Math.round(seconds * 1000) / 1000.0);
    fill(event, node);
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Event event) {
    return event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static void fill(Event event, ObjectNode node) {
    if (event instanceof Event.Begun begun) {
      begun.settings().forEach(node.put("format", Journal.FORMAT).putObject("settings")::put);
    } else if (event instanceof Event.Asked asked) {
      node.put("candidate", asked.id().toString()).put("epochs", asked.epochs());
      node.put("seed", asked.seed());
      asked.options().forEach(node.putObject("options")::put);
    } else if (event instanceof Event.Epoch epoch) {
      EpochScore score = epoch.score();
      node.put("candidate", epoch.id().toString()).put("epoch", score.epoch());
      number(node, "trainLoss", score.trainLoss());
      node.put("best", score.best());
      number(node, "epochSeconds", score.seconds());
      number(node, "tokensPerSecond", score.tokensPerSecond());
      ObjectNode metrics = node.putObject("metrics");
      score.metrics().forEach((name, value) -> number(metrics, name, value));
    } else if (event instanceof Event.Told told) {
      node.put("candidate", told.id().toString()).put("epochs", told.epochs());
      node.put("status", told.status().name().toLowerCase(Locale.ROOT));
      node.put("reason", told.reason());
    } else if (event instanceof Event.Tested tested) {
      node.put("candidate", tested.id().toString());
      ObjectNode metrics = node.putObject("test");
      tested.test().forEach((name, value) -> number(metrics, name, value));
    } else if (!(event instanceof Event.Resumed)) {
      throw new IllegalStateException("no way to write " + event);
    }
  }

  /** JSON has no word for what is no number; its name as text does. */
  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.put(name, String.valueOf(value));
    }
  }

  /** The object, which may be anything. */
  static JsonNode parse(String line) throws JsonProcessingException {
    return MAPPER.readTree(line);
  }

  /**
   * @throws RuntimeException when the object is no event
   */
  static Event read(JsonNode node) {
    return switch (need(node, "event").asText()) {
      case "begun" -> new Event.Begun(texts(need(node, "settings")));
      case "resumed" -> new Event.Resumed();
      case "asked" ->
          new Event.Asked(
              id(node),
              ordered(need(node, "options")),
              need(node, "epochs").intValue(),
              need(node, "seed").longValue());
      case "epoch" ->
          new Event.Epoch(
              id(node),
              new EpochScore(
                  need(node, "epoch").intValue(),
                  number(need(node, "trainLoss")),
                  numbers(need(node, "metrics")),
                  need(node, "best").booleanValue(),
                  number(need(node, "epochSeconds")),
                  number(need(node, "tokensPerSecond"))));
      case "told" ->
          new Event.Told(
              id(node),
              need(node, "epochs").intValue(),
              TrialStatus.valueOf(need(node, "status").asText().toUpperCase(Locale.ROOT)),
              need(node, "reason").asText());
      case "tested" -> new Event.Tested(id(node), numbers(need(node, "test")));
      default -> throw new IllegalArgumentException("no event " + node.get("event"));
    };
  }

  private static JsonNode need(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }

  private static TrialId id(JsonNode node) {
    return TrialId.parse(need(node, "candidate").asText());
  }

  private static double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.parseDouble(node.asText());
  }

  private static SortedMap<String, Double> numbers(JsonNode node) {
    SortedMap<String, Double> map = new TreeMap<>();
    node.properties().forEach(entry -> map.put(entry.getKey(), number(entry.getValue())));
    return map;
  }

  private static SortedMap<String, String> texts(JsonNode node) {
    return new TreeMap<>(ordered(node));
  }

  private static Map<String, String> ordered(JsonNode node) {
    Map<String, String> map = new LinkedHashMap<>();
    node.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }
}
