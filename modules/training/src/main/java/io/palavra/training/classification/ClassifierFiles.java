package io.palavra.training.classification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.token.Tokenizer;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.pipeline.vocabulary.Vocabulary;
import io.palavra.training.bundle.TextEntries;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.evaluation.LabelThresholds;
import java.util.List;
import java.util.Map;

/** The text entries of a classifier's bundle. */
final class ClassifierFiles {
  static final String OPTIONS = "options.json";
  static final String VOCABULARY = "vocabulary.txt";
  static final String LABELS = "labels.json";
  static final String TOKENIZER = "tokenizer.json";
  static final String CLEANING = "cleaning.json";
  static final String CALIBRATION = "calibration.json";
  static final String THRESHOLDS = "thresholds.json";
  static final String METRICS = "metrics.json";
  static final String PROVENANCE = "provenance.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ClassifierFiles() {}

  static String vocabulary(Vocabulary vocabulary) {
    return TextEntries.vocabulary(vocabulary);
  }

  static Vocabulary vocabulary(String text) {
    return TextEntries.vocabulary(VOCABULARY, text);
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
    return TextEntries.tokenizer(tokenizer);
  }

  static Tokenizer tokenizer(String json) {
    return TextEntries.tokenizer(TOKENIZER, json);
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

  static String thresholds(LabelThresholds thresholds) {
    return write(thresholds.values());
  }

  static LabelThresholds thresholds(String json, int labels) {
    double[] values = read(THRESHOLDS, json, new TypeReference<>() {});
    if (values.length != labels) {
      throw BadInputException.of(THRESHOLDS, "a threshold for each of " + labels + " labels");
    }
    return new LabelThresholds(values);
  }

  static String metrics(Map<String, Double> metrics) {
    return TextEntries.metrics(metrics);
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
      T value = JSON.readValue(json, type);
      if (value == null) {
        throw BadInputException.of(entry, json, "JSON as a model has it");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw BadInputException.of(entry, "JSON as a model has it").because(e);
    }
  }
}
