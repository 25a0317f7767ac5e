package io.palavra.training.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What two bundles of one kind do not have in common. */
final class BundleComparison {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String METRICS = "metrics.json";
  private static final String PROVENANCE = "provenance.json";

  /** What no two runs have in common. */
  private static final Set<String> COSTS = Set.of("seconds", "tokensPerSecond", "peakMemoryBytes");

  private BundleComparison() {}

  static List<String> differences(ModelBundle one, ModelBundle other) {
    List<String> lines = new ArrayList<>();
    for (String name : names(one.weights(), other.weights())) {
      tensor(name, one.weights().get(name), other.weights().get(name)).ifPresent(lines::add);
    }
    for (String name : names(one.texts(), other.texts())) {
      String a = one.texts().get(name);
      String b = other.texts().get(name);
      if (a == null || b == null) {
        lines.add(name + ": only one of the two has it");
      } else if (name.equals(METRICS)) {
        metrics(a, b, lines);
      } else if (!name.equals(PROVENANCE) && !a.equals(b)) {
        lines.add(name + ": differs from line " + firstLine(a, b));
      }
    }
    return lines;
  }

  private static SortedSet<String> names(SortedMap<String, ?> one, SortedMap<String, ?> other) {
    SortedSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    return names;
  }

  private static Optional<String> tensor(String name, FloatTensor one, FloatTensor other) {
    if (one == null || other == null) {
      return Optional.of("weights " + name + ": only one of the two has them");
    }
    if (!Arrays.equals(one.shape(), other.shape())) {
      return Optional.of("weights " + name + ": " + one + " and " + other);
    }
    int count = 0;
    double largest = 0;
    for (int i = 0; i < one.values().length; i++) {
      float a = one.values()[i];
      float b = other.values()[i];
      if (Float.floatToRawIntBits(a) != Float.floatToRawIntBits(b)) {
        count++;
        largest = Math.max(largest, Math.abs((double) a - b));
      }
    }
    String line = "weights %s: %d of %d differ, by at most %.3g";
    return count == 0
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, line, name, count, one.values().length, largest));
  }

  private static void metrics(String one, String other, List<String> lines) {
    SortedMap<String, String> a = figures(one);
    SortedMap<String, String> b = figures(other);
    for (String name : names(a, b)) {
      String then = a.getOrDefault(name, "none");
      String now = b.getOrDefault(name, "none");
      if (!then.equals(now)) {
        lines.add("metric " + name + ": " + then + ", now " + now);
      }
    }
  }

  private static SortedMap<String, String> figures(String json) {
    SortedMap<String, String> figures = new TreeMap<>();
    try {
      flatten("", MAPPER.readTree(json), figures);
    } catch (JsonProcessingException e) {
      figures.put("", json);
    }
    return figures;
  }

  private static void flatten(String path, JsonNode node, SortedMap<String, String> figures) {
    if (node.isObject()) {
      node.fieldNames()
          .forEachRemaining(
              name -> {
                if (!COSTS.contains(name)) {
                  String inner = path.isEmpty() ? name : path + "." + name;
                  flatten(inner, node.get(name), figures);
                }
              });
    } else {
      figures.put(path, node.toString());
    }
  }

  private static long firstLine(String one, String other) {
    List<String> a = one.lines().toList();
    List<String> b = other.lines().toList();
    int line = 0;
    while (line < Math.min(a.size(), b.size()) && a.get(line).equals(b.get(line))) {
      line++;
    }
    return line + 1L;
  }
}
