package io.palavra.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.CharsetName;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.TextClassifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
final class PredictCommand implements Runnable {

  /** How an answer is written. */
  enum Format {
    text,
    tsv,
    jsonl
  }

  private final Console console;
  private final ObjectMapper json = new ObjectMapper();

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model.palavra, or its run's folder.")
  private Path model;

  @Parameters(index = "1..*", paramLabel = "TEXT", description = "Texts; - reads standard input.")
  private List<String> texts = List.of();

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  @Option(names = "--file", paramLabel = "FILE", description = "A file with a text a line.")
  private Path file;

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description = "The charset of the file or of standard input (UTF-8).")
  private String charset = "UTF-8";

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
    if (file != null && !texts.isEmpty()) {
      throw BadInputException.of("option --file", "either texts or --file");
    }
    Charset coding = CharsetName.parse(charset);
    boolean pipe = texts.equals(List.of("-")) || (texts.isEmpty() && file == null);
    if (pipe && texts.isEmpty() && console.terminals().in()) {
      throw BadInputException.of("predict", "a TEXT, --file FILE, or - for standard input");
    }
    try (TextClassifier classifier = Models.classifier(model)) {
      if (pipe) {
        answer(classifier, new Lines(console.in(), "standard input", coding));
      } else if (file == null) {
        answer(classifier, texts.iterator());
      } else {
        try (InputStream in = open(file)) {
          answer(classifier, new Lines(in, file.toString(), coding));
        }
      }
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), "a file that can be read").because(e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw BadInputException.of(
          file.toString(), Files.isDirectory(file) ? "a file, not a folder" : "a file");
    }
    return Files.newInputStream(file);
  }

  private void answer(TextClassifier classifier, Iterator<String> lines) {
    Iterator<Classification> answers = classifier.classify(lines);
    int unsent = 0;
    while (answers.hasNext()) {
      console.print(written(answers.next()));
      if (++unsent == 64) {
        console.flushOrStop();
        unsent = 0;
      }
    }
    console.flushOrStop();
  }

  private String written(Classification answer) {
    return switch (format) {
      case text ->
          answer.label() + "  " + percent(answer.probability()) + "  " + oneLine(answer.text());
      case tsv ->
          String.format(
              Locale.ROOT,
              "%s\t%.6f\t%s",
              answer.label(),
              answer.probability(),
              oneLine(answer.text()));
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

  private static String oneLine(String text) {
    return text.replaceAll("\\R", " ");
  }
}
