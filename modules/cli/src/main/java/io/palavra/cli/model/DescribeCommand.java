package io.palavra.cli.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.cli.console.Console;
import io.palavra.training.bundle.FloatTensor;
import io.palavra.training.bundle.ModelBundle;
import io.palavra.training.kind.Model;
import io.palavra.training.kind.TextClassifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code palavra describe}. */
@Command(name = "describe", description = "Say what a model is and what made it.")
public final class DescribeCommand implements Runnable {
  private static final int MOST_ITEMS = 12;
  private static final int MOST_LINES = 3;

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model.palavra, its run's folder, or a classifier of fastText's.")
  private Path model;

  DescribeCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Models.imported(model).ifPresentOrElse(this::imported, () -> bundle(Models.bundle(model)));
  }

  /** Another program's file has nothing to say of what made it. */
  private void imported(Model other) {
    try (other) {
      head(other.kind(), ", as another program wrote it");
      if (other instanceof TextClassifier classifier) {
        section("labels");
        fields("  ", new ObjectMapper().valueToTree(classifier.labels()));
      }
    }
  }

  private void head(String kind, String more) {
    String file = console.colours().bold(Models.file(model).toString());
    console.print(file + ", a model of kind " + kind + more);
  }

  private void bundle(ModelBundle bundle) {
    head(bundle.kind(), "");
    bundle.texts().forEach(this::entry);
    long parameters = 0;
    section("weights");
    for (Map.Entry<String, FloatTensor> weight : bundle.weights().entrySet()) {
      FloatTensor tensor = weight.getValue();
      parameters += tensor.values().length;
      console.print(String.format("  %-32s %s", weight.getKey(), Arrays.toString(tensor.shape())));
    }
    console.print(String.format(Locale.ROOT, "  %-32s %,d", "parameters", parameters));
  }

  private void entry(String name, String content) {
    section(name.replaceFirst("\\.[a-z]+$", ""));
    if (name.endsWith(".json")) {
      try {
        fields("  ", new ObjectMapper().readTree(content));
        return;
      } catch (JsonProcessingException e) {
        console.print("  (not JSON)");
        return;
      }
    }
    List<String> lines = content.lines().toList();
    if (lines.size() > MOST_LINES) {
      console.print(String.format(Locale.ROOT, "  %,d lines", lines.size()));
    } else {
      lines.forEach(line -> console.print("  " + (line.isBlank() ? "(not known)" : line)));
    }
  }

  private void section(String name) {
    console.print("");
    console.print(console.colours().bold(name));
  }

  private void fields(String indent, JsonNode node) {
    if (node.isArray()) {
      console.print(indent + shortened(node));
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (value.isObject() && !value.isEmpty()) {
        console.print(indent + field.getKey());
        fields(indent + "  ", value);
      } else {
        String shown = value.isArray() ? shortened(value) : value.asText();
        console.print(
            String.format("%s%-" + (34 - indent.length()) + "s %s", indent, field.getKey(), shown));
      }
    }
  }

  private static String shortened(JsonNode array) {
    StringBuilder text = new StringBuilder();
    int shown = Math.min(MOST_ITEMS, array.size());
    for (int i = 0; i < shown; i++) {
      JsonNode item = array.get(i);
      text.append(i == 0 ? "" : ", ").append(item.isValueNode() ? item.asText() : item.toString());
    }
    return text + (array.size() > shown ? ", … (" + array.size() + ")" : "");
  }
}
