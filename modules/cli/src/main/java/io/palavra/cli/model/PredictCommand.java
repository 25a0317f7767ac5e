package io.palavra.cli.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palavra.cli.console.Console;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.input.ModelInput;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.TextClassifier;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palavra predict}. */
@Command(
    name = "predict",
    description = "Give texts their class: one line in, one line out, in order.",
    footer = {
      "",
      "Examples:",
      "  palavra predict model.palavra \"Chegou antes do prazo, adorei\"",
      "  palavra predict model.palavra --file reviews.txt --format tsv > answers.tsv",
      "  zcat reviews.txt.gz | palavra predict model.palavra -"
    })
public final class PredictCommand implements Runnable {

  /** How an answer is written. */
  enum Format {
    text,
    tsv,
    jsonl
  }

  private final Console console;
  private final ObjectMapper json = new ObjectMapper();

  @Mixin private ModelInput input = new ModelInput();

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES}; tsv is label, probability, text (${DEFAULT-VALUE}).")
  private Format format = Format.text;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    device.settle(console::say);
    try (ModelInput.Source texts = input.open("predict", console);
        TextClassifier classifier = Models.classifier(input.model())) {
      console.print(classifier.classify(texts.lines()), this::written, false);
    }
  }

  private String written(Classification answer) {
    return switch (format) {
      case text ->
          field(answer.label())
              + "  "
              + percent(answer.probability())
              + "  "
              + oneLine(answer.text());
      case tsv ->
          String.format(
              Locale.ROOT,
              "%s\t%.6f\t%s",
              field(answer.label()),
              answer.probability(),
              field(answer.text()));
      case jsonl -> object(answer).toString();
    };
  }

  private ObjectNode object(Classification answer) {
    ObjectNode object = json.createObjectNode();
    object.put("label", answer.label());
    object.put("probability", answer.probability());
    ObjectNode all = object.putObject("probabilities");
    for (int i = 0; i < answer.labels().size(); i++) {
      all.put(answer.labels().get(i), answer.probabilities().get(i));
    }
    return object.put("text", answer.text());
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%5.1f %%", 100 * probability);
  }

  /** Neither ends the line nor shifts what stands behind it. */
  private static String field(String text) {
    return oneLine(text).replace('\t', ' ');
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }
}
