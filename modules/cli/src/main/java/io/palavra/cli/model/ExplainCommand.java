package io.palavra.cli.model;

import io.palavra.cli.console.Console;
import io.palavra.cli.console.OutputFile;
import io.palavra.cli.device.DeviceOptions;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.Firing;
import io.palavra.training.kind.Model;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.report.ExplanationPage;
import io.palavra.translator.Translator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
      "Green words speak for the class, red ones against it. Occlusion is how much log-odds the class loses",
      "when the word is unknown; gradient is gradient times input. A convolutional network also shows which",
      "stretches of the text fired which filters; with --data, which ones fire each filter most in a data set.",
      "Of a translator it shows where the model looked while it wrote each word.",
      "",
      "Examples:",
      "  palavra explain model.palavra \"Começa bem, mas não gostei nada do final\" --html why.html",
      "  palavra explain translator.palavra \"A menina comprou a mala vermelha.\" --png attention.png --html attention.html",
      "  palavra explain dna.palavra --data dna-promoters --logos motifs.png"
    })
public final class ExplainCommand implements Runnable {
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

  @Option(names = "--top", paramLabel = "N", description = "Stretches a filter, 5 unless given.")
  private int top = 5;

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

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page, too.")
  private Path html;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    device.settle(console::say);
    if ((text == null) == (data == null)) {
      throw BadInputException.of("explain", "a TEXT, or --data NAME");
    }
    if (data == null && logos != null) {
      throw BadInputException.of("--logos", logos.toString(), "--data NAME with it");
    }
    if (top < 1) {
      throw BadInputException.of("--top", String.valueOf(top), "a number from 1");
    }
    Stream.of(html, png, logos).filter(Objects::nonNull).forEach(OutputFile::require);
    try (Model loaded = Models.load(model)) {
      if (loaded instanceof Translator translator) {
        requireText();
        new AttentionView(console).show(translator.attend(text), png, html);
      } else if (loaded instanceof TextClassifier classifier) {
        classes(classifier);
      } else {
        throw BadInputException.of(
            model.toString(), "a model of kind " + loaded.kind(), "a classifier or a translator");
      }
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
      explain(classifier);
    } else {
      new PatternReport(console, top).print(classifier, data, Optional.ofNullable(logos));
    }
  }

  private void explain(TextClassifier classifier) {
    Explanation why = classifier.explain(text);
    console.print(
        String.format(
            Locale.ROOT,
            "%s  %.1f %%",
            console.colours().bold(why.classification().label()),
            100 * why.classification().probability()));
    console.print(coloured(why));
    console.print("");
    console.print(String.format("%-24s %10s %10s", "word", "occlusion", "gradient"));
    for (int i = 0; i < why.tokens().size(); i++) {
      console.print(
          String.format(
              Locale.ROOT,
              "%-24s %+10.3f %+10.3f",
              why.tokens().get(i).text(),
              why.occlusion()[i],
              why.gradient()[i]));
    }
    filters(why);
    if (html != null) {
      byte[] page = ExplanationPage.of(why).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(html, out -> out.write(page));
      console.say("wrote " + html);
    }
  }

  private void filters(Explanation why) {
    if (why.firings().isEmpty()) {
      return;
    }
    console.print("");
    console.print(String.format("%-32s %-24s %10s %10s", "stretch", "filter", "fired", "adds"));
    for (Firing firing : ExplanationPage.mostTelling(why)) {
      console.print(
          String.format(
              Locale.ROOT,
              "%-32s %-24s %10.3f %+10.3f",
              ExplanationPage.stretch(why, firing),
              firing.unit(),
              firing.activation(),
              firing.contribution()));
    }
  }

  private String coloured(Explanation why) {
    double strongest = 1e-9;
    for (double value : why.occlusion()) {
      strongest = Math.max(strongest, Math.abs(value));
    }
    StringBuilder line = new StringBuilder();
    int at = 0;
    for (int i = 0; i < why.tokens().size(); i++) {
      int start = why.tokens().get(i).start();
      int end = why.tokens().get(i).end();
      line.append(text, at, start);
      line.append(
          console.colours().shaded(text.substring(start, end), why.occlusion()[i] / strongest));
      at = end;
    }
    return line.append(text, at, text.length()).toString();
  }
}
