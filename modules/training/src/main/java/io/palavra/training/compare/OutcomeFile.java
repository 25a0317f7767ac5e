package io.palavra.training.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.compare.Outcome.EpochPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file of one training of a comparison: what it was to be, and, when it is done, what came of
 * it. Until then it holds the seconds that it has taken so far.
 *
 * @param path of the file
 * @param identity another identity is another training
 */
record OutcomeFile(Path path, TrainingIdentity identity) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Looks whether a former training with this name was the same.
   *
   * @throws BadInputException when it was another, or the file is broken
   */
  void requireSame() {
    read();
  }

  /** Seconds that former processes have spent on it. */
  double secondsSoFar() {
    return read().map(node -> node.path("secondsSoFar").asDouble()).orElse(0.0);
  }

  /** Notes the seconds that a training has taken in all processes. */
  void trained(double seconds) {
    ObjectNode node = JSON.createObjectNode();
    node.put("identity", identity.text());
    node.put("secondsSoFar", seconds);
    write(node);
  }

  void done(Outcome outcome) {
    ObjectNode node = JSON.createObjectNode();
    node.put("identity", identity.text());
    node.put("contestant", outcome.contestant());
    node.put("seed", outcome.seed());
    node.put("seconds", outcome.seconds());
    node.put("bytes", outcome.bytes());
    node.put("textsPerSecond", outcome.textsPerSecond());
    ArrayNode predicted = node.putArray("predicted");
    outcome.predicted().forEach(predicted::add);
    ArrayNode epochs = node.putArray("epochs");
    for (EpochPoint point : outcome.epochs()) {
      ObjectNode epoch = epochs.addObject();
      epoch.put("trainLoss", point.trainLoss());
      epoch.put("devLoss", point.devLoss());
      epoch.put("devAccuracy", point.devAccuracy());
      epoch.put("best", point.best());
    }
    write(node);
  }

  /**
   * What came of the training; empty while it is not done.
   *
   * @param texts of the test part
   * @param classes that there are
   * @throws BadInputException when the file is of another training, or broken
   */
  Optional<Outcome> outcome(int texts, int classes) {
    return read().filter(node -> node.has("predicted")).map(node -> outcome(node, texts, classes));
  }

  private Outcome outcome(JsonNode node, int texts, int classes) {
    List<Integer> predicted = new ArrayList<>();
    for (JsonNode value : node.path("predicted")) {
      int index = value.asInt(-1);
      if (index < 0 || index >= classes) {
        throw broken();
      }
      predicted.add(index);
    }
    if (predicted.size() != texts) {
      throw broken();
    }
    List<EpochPoint> epochs = new ArrayList<>();
    for (JsonNode epoch : node.path("epochs")) {
      epochs.add(
          new EpochPoint(
              epoch.path("trainLoss").asDouble(),
              epoch.path("devLoss").asDouble(),
              epoch.path("devAccuracy").asDouble(),
              epoch.path("best").asBoolean()));
    }
    return new Outcome(
        node.path("contestant").asText(),
        node.path("seed").asLong(),
        node.path("seconds").asDouble(),
        node.path("bytes").asLong(),
        node.path("textsPerSecond").asDouble(),
        predicted,
        epochs);
  }

  private BadInputException broken() {
    return BadInputException.of(
        path.toString(), "the outcome of a training; remove it to repeat it");
  }

  private Optional<JsonNode> read() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    JsonNode node;
    try {
      node = JSON.readTree(path.toFile());
    } catch (IOException e) {
      throw broken().because(e);
    }
    identity
        .difference(node.path("identity").asText())
        .ifPresent(
            difference -> {
              throw BadInputException.of(
                  path.toString(),
                  difference,
                  "what this comparison was begun with; or another --out");
            });
    return Optional.of(node);
  }

  private void write(ObjectNode node) {
    try {
      AtomicFile.writeString(path, JSON.writeValueAsString(node) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
