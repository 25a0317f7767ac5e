package io.palavra.training.classification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.token.TokenizerSpec;
import io.palavra.pipeline.token.Tokenizers;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.evaluation.Calibration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.text.StringEscapeUtils;

/**
 * The text entries of a classifier's bundle. {@code vocabulary.txt} has a line for each id: the
 * count, a tabulator and the token with control characters and backslashes escaped as in Java.
 */
final class ClassifierFiles {
  static final String OPTIONS = "options.json";
  static final String VOCABULARY = "vocabulary.txt";
  static final String LABELS = "labels.json";
  static final String TOKENIZER = "tokenizer.json";
  static final String CLEANING = "cleaning.json";
  static final String CALIBRATION = "calibration.json";
  static final String METRICS = "metrics.json";
  static final String PROVENANCE = "provenance.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ClassifierFiles() {}

  static String vocabulary(Vocabulary vocabulary) {
    StringBuilder out = new StringBuilder();
    for (int id = 0; id < vocabulary.size(); id++) {
      out.append(vocabulary.count(id)).append('\t');
      escape(vocabulary.token(id), out);
      out.append('\n');
    }
    return out.toString();
  }

  static Vocabulary vocabulary(String text) {
    List<String> tokens = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (String line : text.lines().toList()) {
      int tab = line.indexOf('\t');
      if (tab < 1 || tab > 19 || !line.substring(0, tab).chars().allMatch(Character::isDigit)) {
        throw BadInputException.at(
            VOCABULARY, tokens.size() + 1L, line, "a count, a tabulator and a token");
      }
      counts.add(Long.parseLong(line.substring(0, tab)));
      tokens.add(StringEscapeUtils.unescapeJava(line.substring(tab + 1)));
    }
    return Vocabulary.of(tokens, counts.stream().mapToLong(Long::longValue).toArray(), VOCABULARY);
  }

  /** Readable in any script: only what would break a line, or is invisible, is escaped. */
  private static void escape(String token, StringBuilder out) {
    for (char c : token.toCharArray()) {
      boolean breaks = c == '\u2028' || c == '\u2029';
      if (c == '\\') {
        out.append("\\\\");
      } else if (Character.isISOControl(c) || Character.isSurrogate(c) || breaks) {
        out.append(String.format(java.util.Locale.ROOT, "\\u%04X", (int) c));
      } else {
        out.append(c);
      }
    }
  }

  static String labels(Labels labels) {
    return write(labels.names());
  }

  static Labels labels(String json) {
    List<String> names = read(LABELS, json, new TypeReference<>() {});
    if (names.size() < 2 || names.contains(null) || !sorted(names)) {
      throw BadInputException.of(LABELS, "two sorted classes or more, each once");
    }
    return new Labels(names);
  }

  private static boolean sorted(List<String> names) {
    return Labels.sorted(names).names().equals(names);
  }

  static String tokenizer(Tokenizer tokenizer) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("name", tokenizer.spec().name());
    spec.put("options", tokenizer.spec().options());
    return write(spec);
  }

  static Tokenizer tokenizer(String json) {
    JsonNode node = read(TOKENIZER, json, new TypeReference<>() {});
    if (!node.path("name").isTextual() || !node.path("options").isObject()) {
      throw BadInputException.of(TOKENIZER, "a name and options");
    }
    TreeMap<String, String> options = new TreeMap<>();
    node.get("options").properties().forEach(e -> options.put(e.getKey(), e.getValue().asText()));
    return Tokenizers.of(new TokenizerSpec(node.get("name").asText(), options));
  }

  static String calibration(Calibration calibration) {
    return write(Map.of("temperature", calibration.temperature()));
  }

  static Calibration calibration(String json) {
    JsonNode node = read(CALIBRATION, json, new TypeReference<>() {});
    double temperature = node.path("temperature").asDouble();
    if (!(temperature > 0) || !Double.isFinite(temperature)) {
      throw BadInputException.of(
          CALIBRATION, node.path("temperature").toString(), "a temperature above 0");
    }
    return new Calibration(temperature);
  }

  static String metrics(Map<String, Double> metrics) {
    return write(new TreeMap<>(metrics));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T read(String entry, String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw BadInputException.of(entry, "JSON as a model has it").because(e);
    }
  }
}
