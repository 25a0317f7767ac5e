package io.palavra.training.provenance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.option.OptionValue;
import io.palavra.training.kind.LayerChoice;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@link Provenance} as JSON and back: every field, and no other. */
final class ProvenanceJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(20).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String source;
  private final JsonNode root;

  private ProvenanceJson(String source, JsonNode root) {
    this.source = source;
    this.root = root;
  }

  static String write(Provenance provenance) {
    ObjectNode root = MAPPER.createObjectNode();
    ObjectNode data = root.putObject("data");
    data.put("name", provenance.dataName());
    data.put("request", provenance.data().data());
    data.put("dev", provenance.data().dev().map(Path::toString).orElse(null));
    data.put("test", provenance.data().test().map(Path::toString).orElse(null));
    putAll(data.putObject("reading"), new TreeMap<>(provenance.data().reading()));
    ObjectNode parts = data.putObject("parts");
    provenance
        .parts()
        .forEach(
            (name, part) ->
                parts
                    .putObject(name)
                    .put("rows", part.rows())
                    .put("sha256", part.fingerprint().sha256()));
    data.put("split", provenance.split());
    root.set("options", tree(provenance.options(), "options"));
    root.put("seed", provenance.seed());
    root.put("layers", OptionValue.of(provenance.layers()));
    root.put("vectors", provenance.vectors().map(Path::toString).orElse(null));
    provenance.from().ifPresent(path -> root.put("from", path.toString()));
    root.put("budget", provenance.budget().map(Duration::toString).orElse(null));
    putAll(root.putObject("environment"), provenance.environment());
    root.put("started", provenance.started().toString());
    root.put("seconds", provenance.seconds());
    return root.toPrettyString().replace("\r\n", "\n") + "\n";
  }

  private static void putAll(ObjectNode node, SortedMap<String, String> values) {
    values.forEach(node::put);
  }

  /** A JSON object in the spelling that is used here. */
  static String normal(String json) {
    return tree(json, "options").toString();
  }

  private static JsonNode tree(String json, String source) {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (!node.isObject()) {
        throw BadInputException.of(source, "a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw BadInputException.of(source, "JSON").because(e);
    }
  }

  static Provenance read(String json, String source) {
    return new ProvenanceJson(source, tree(json, source)).provenance();
  }

  private Provenance provenance() {
    String begun = root.has("from") ? " from" : "";
    only(root, "data options seed layers vectors budget environment started seconds" + begun);
    JsonNode data = object(root, "data");
    only(data, "name request dev test reading parts split");
    DataRequest request =
        new DataRequest(
            text(data, "request"), path(data, "dev"), path(data, "test"), texts(data, "reading"));
    try {
      return new Provenance(
          request,
          text(data, "name"),
          parts(object(data, "parts")),
          text(data, "split"),
          object(root, "options").toString(),
          whole(root, "seed"),
          layers(text(root, "layers")),
          path(root, "vectors"),
          root.has("from") ? path(root, "from") : Optional.empty(),
          optional(root, "budget").map(Duration::parse),
          texts(root, "environment"),
          Instant.parse(text(root, "started")),
          seconds());
    } catch (DateTimeException | IllegalArgumentException e) {
      throw fault("layers, budget, started and seconds as they were written").because(e);
    }
  }

  private static LayerChoice layers(String text) {
    return OptionValue.read(OptionValue.spelled(text), LayerChoice.class)
        .orElseThrow(IllegalArgumentException::new);
  }

  private SortedMap<String, DataPart> parts(JsonNode node) {
    SortedMap<String, DataPart> parts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode part = object(node, entry.getKey());
      only(part, "rows sha256");
      Fingerprint fingerprint = new Fingerprint(text(part, "sha256"));
      parts.put(entry.getKey(), new DataPart(fingerprint, whole(part, "rows")));
    }
    return parts;
  }

  private void only(JsonNode node, String names) {
    TreeSet<String> wanted = new TreeSet<>(java.util.List.of(names.split(" ")));
    TreeSet<String> found = new TreeSet<>();
    node.fieldNames().forEachRemaining(found::add);
    if (!wanted.equals(found)) {
      throw BadInputException.of(source, found.toString(), "the fields " + wanted);
    }
  }

  private JsonNode object(JsonNode node, String name) {
    if (!node.path(name).isObject()) {
      throw fault("an object under " + name);
    }
    return node.get(name);
  }

  private String text(JsonNode node, String name) {
    return optional(node, name).orElseThrow(() -> fault("a text under " + name));
  }

  private Optional<String> optional(JsonNode node, String name) {
    if (node.path(name).isNull()) {
      return Optional.empty();
    }
    if (!node.path(name).isTextual()) {
      throw fault("a text under " + name);
    }
    return Optional.of(node.get(name).textValue());
  }

  private Optional<Path> path(JsonNode node, String name) {
    try {
      return optional(node, name).map(Path::of);
    } catch (InvalidPathException e) {
      throw fault("a path under " + name).because(e);
    }
  }

  private SortedMap<String, String> texts(JsonNode node, String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    JsonNode object = object(node, name);
    object.fieldNames().forEachRemaining(key -> texts.put(key, text(object, key)));
    return texts;
  }

  private long whole(JsonNode node, String name) {
    JsonNode number = node.path(name);
    if (!number.isIntegralNumber() || !number.canConvertToLong()) {
      throw fault("a whole number under " + name);
    }
    return number.longValue();
  }

  private double seconds() {
    if (!root.path("seconds").isNumber()) {
      throw fault("a number under seconds");
    }
    return root.get("seconds").doubleValue();
  }

  private BadInputException fault(String expected) {
    return BadInputException.of(source, expected);
  }
}
