package io.palavra.benchmarks.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palavra.search.training.CandidateRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What points that have won come to on the test set: each is trained with three seeds when it is
 * first asked for. The file has a line a point.
 */
final class TestedPoints {
  private static final int SEEDS = 3;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final CandidateRequest request;
  private final Path file;
  private final Map<Map<String, String>, List<Double>> known = new HashMap<>();

  /**
   * @param request how points are trained
   * @param file of those that are known already
   */
  TestedPoints(CandidateRequest request, Path file) throws IOException {
    this.request = request;
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        JsonNode node = MAPPER.readTree(line);
        Map<String, String> options = new TreeMap<>();
        node.get("options")
            .properties()
            .forEach(e -> options.put(e.getKey(), e.getValue().asText()));
        List<Double> accuracies = new ArrayList<>();
        node.get("test").forEach(number -> accuracies.add(number.doubleValue()));
        known.put(options, accuracies);
      }
    }
  }

  /** The accuracy on the test set, of each seed. */
  List<Double> of(Map<String, String> options) {
    return known.computeIfAbsent(new TreeMap<>(options), this::train);
  }

  private List<Double> train(Map<String, String> options) {
    List<Double> accuracies = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      accuracies.add(train(options, seed));
    }
    ObjectNode node = MAPPER.createObjectNode();
    options.forEach(node.putObject("options")::put);
    accuracies.forEach(node.putArray("test")::add);
    try {
      Files.writeString(
          file,
          MAPPER.writeValueAsString(node) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return accuracies;
  }

  private double train(Map<String, String> options, long seed) {
    try {
      Path folder = Files.createTempDirectory("palavra-tested-");
      TrainedRun run =
          request
              .kind()
              .compete(
                  request.in(
                      folder.resolve("run"), request.options(options), seed, new StopSignal()));
      remove(folder);
      return run.test().get("accuracy");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder with all that is in it. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
