package io.palavra.training.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What makes a training of a comparison the same as a former one.
 *
 * @param kind of model
 * @param options as JSON
 * @param vectors fingerprint of the file of word vectors, or that there is none
 * @param layers whose layers the network has
 * @param training fingerprint of the texts to learn from
 * @param development fingerprint of the texts by which the best epoch is found
 * @param testing fingerprint of the texts to be judged by
 */
record TrainingIdentity(
    String kind,
    String options,
    String vectors,
    String layers,
    String training,
    String development,
    String testing) {

  String text() {
    return String.join("\n", kind, options, vectors, layers, training, development, testing);
  }

  /** What is another than in the text of a former training; empty where all is the same. */
  Optional<String> difference(String former) {
    if (former.equals(text())) {
      return Optional.empty();
    }
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("texts to learn from", training);
    parts.put("development texts", development);
    parts.put("test texts", testing);
    parts.put("word vectors", vectors);
    parts.put("options", options);
    parts.put("layers", layers);
    String lines = "\n" + former + "\n";
    return Optional.of(
        parts.entrySet().stream()
            .filter(part -> !lines.contains("\n" + part.getValue() + "\n"))
            .map(part -> "other " + part.getKey())
            .findFirst()
            .orElse("another training"));
  }
}
