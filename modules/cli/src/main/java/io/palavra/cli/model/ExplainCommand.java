package io.palavra.cli.model;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.OutputFile;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.cli.input.ReadingOptions;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.kind.Model;
import io.palavra.training.kind.TextClassifier;
import io.palavra.translator.Translator;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palavra explain}. */
@Command(
    name = "explain",
    description =
        "Show which words carried the decision on a text, what fires a network's filters, or where a translator looked.",
    footer = {
      "",
      "Green words speak for the label, red ones against it. Occlusion is how much log-odds the label loses",
      "when the word is unknown; gradient is gradient times input. A convolutional network also shows which",
      "stretches of the text fired which filters; with --data, which ones fire each filter most in a data set.",
      "A model that gives several labels is explained label by label.",
      "Of a translator it shows where the model looked while it wrote each word.",
      "",
      "Examples:",
      "  palavra explain model.palavra \"Começa bem, mas não gostei nada do final\" --html why.html",
      "  palavra explain translator.palavra \"A menina comprou a mala vermelha.\" --png attention.png --html attention.html",
      "  palavra explain dna.palavra --data dna-promoters --logos motifs.png"
    })
public final class ExplainCommand implements Runnable {
  private static final int TOP = 5;

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model.palavra, or its run's folder.")
  private Path model;

  @Parameters(index = "1", arity = "0..1", paramLabel = "TEXT", description = "The text.")
  private String text;

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description = "Show what fires each filter in these texts, instead.")
  private String data;

  @Mixin private ReadingOptions reading = new ReadingOptions();

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "With --data: stretches a filter, 5 unless given.")
  private Optional<Integer> top = Optional.empty();

  @Option(
      names = "--logos",
      paramLabel = "FILE",
      description = "With --data: draw the filters of a DNA network as sequence logos (PNG).")
  private Path logos;

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description = "Of a translator: draw where it looked, as a heat map.")
  private Path png;

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  @Option(names = "--html", paramLabel = "FILE", description = "Of a TEXT: write a page, too.")
  private Path html;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if ((text == null) == (data == null)) {
      throw BadInputException.of("explain", "a TEXT, or --data NAME");
    }
    if (data == null) {
      refuseWithoutData();
    } else if (html != null) {
      throw BadInputException.of("--html", html.toString(), "a TEXT with it, not --data");
    }
    if (top.isPresent() && top.get() < 1) {
      throw BadInputException.of("--top", top.get().toString(), "a number from 1");
    }
    List<Path> written = Stream.of(html, png, logos).filter(Objects::nonNull).toList();
    written.forEach(OutputFile::require);
    OutputFile.requireDistinct(written);
    device.settle(console::say);
    try (Model loaded = Models.load(model)) {
      if (loaded instanceof Translator translator) {
        requireText();
        sayWhatIsRead(translator);
        new AttentionView(console).show(translator.attend(text), png, html);
      } else if (loaded instanceof TextClassifier classifier) {
        classes(classifier);
      } else {
        throw BadInputException.of(
            model.toString(), "a model of kind " + loaded.kind(), "a classifier or a translator");
      }
    }
  }

  private void refuseWithoutData() {
    if (logos != null) {
      throw BadInputException.of("--logos", logos.toString(), "--data NAME with it");
    }
    if (top.isPresent()) {
      throw BadInputException.of("--top", top.get().toString(), "--data NAME with it");
    }
    reading.refuse("--data NAME with it");
  }

  private void sayWhatIsRead(Translator translator) {
    int tokens = translator.tokens(text);
    if (tokens > Translator.MOST_READ) {
      console.say(
          String.format(
              Locale.ROOT,
              "the text has %,d sub-words, of which the first %,d are translated",
              tokens,
              Translator.MOST_READ));
    }
  }

  private void requireText() {
    if (text == null) {
      throw BadInputException.of("explain", "a TEXT, which a translator needs");
    }
  }

  private void classes(TextClassifier classifier) {
    if (png != null) {
      throw BadInputException.of("--png", png.toString(), "a translator; a classifier has --html");
    }
    if (data == null) {
      new ExplanationView(console).show(classifier, text, Optional.ofNullable(html));
      return;
    }
    if (logos != null && !classifier.readsBases()) {
      throw BadInputException.of(
          "--logos",
          logos.toString(),
          "a network over single bases of DNA, as cnn with style=dna, which " + model + " is not");
    }
    DataRequest request =
        new DataRequest(data, Optional.empty(), Optional.empty(), reading.given());
    new PatternReport(console, top.orElse(TOP))
        .print(classifier, request, Optional.ofNullable(logos));
  }
}
