package io.palavra.benchmarks.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file with a line for each point of a grid: its options, and what was measured of it, row by row
 * under a name. Points are added at its end.
 */
record PointFile(Path file) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * What is known of each point; none where there is no file yet.
   *
   * @param names of the rows
   */
  Map<Map<String, String>, Map<String, List<Double>>> read(String... names) throws IOException {
    Map<Map<String, String>, Map<String, List<Double>>> points = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return points;
    }
    for (String line : Files.readAllLines(file)) {
      JsonNode node = MAPPER.readTree(line);
      Map<String, String> options = new TreeMap<>();
      node.get("options")
          .properties()
          .forEach(option -> options.put(option.getKey(), option.getValue().asText()));
      Map<String, List<Double>> rows = new LinkedHashMap<>();
      for (String name : names) {
        List<Double> numbers = new ArrayList<>();
        node.get(name).forEach(number -> numbers.add(number.doubleValue()));
        rows.put(name, numbers);
      }
      points.put(options, rows);
    }
    return points;
  }

  /** Writes a point down. */
  void add(Map<String, String> options, Map<String, List<Double>> rows) throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    options.forEach(node.putObject("options")::put);
    rows.forEach(
        (name, numbers) -> {
          ArrayNode array = node.putArray(name);
          numbers.forEach(array::add);
        });
    Files.writeString(
        file,
        MAPPER.writeValueAsString(node) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
