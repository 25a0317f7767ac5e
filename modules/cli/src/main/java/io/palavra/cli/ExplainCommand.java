package io.palavra.cli;

import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.report.ExplanationPage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "Show which words carried the decision on a text.",
    footer = {
      "",
      "Green words speak for the class, red ones against it. Occlusion is how much log-odds the class loses",
      "when the word is unknown; gradient is gradient times input.",
      "",
      "Example:",
      "  palavra explain model.palavra \"Começa bem, mas não gostei nada do final\" --html why.html"
    })
final class ExplainCommand implements Runnable {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model.palavra, or its run's folder.")
  private Path model;

  @Parameters(index = "1", paramLabel = "TEXT", description = "The text.")
  private String text;

  @Mixin private DeviceOptions device = DeviceOptions.cpu();

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page, too.")
  private Path html;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    device.settle(console::say);
    try (TextClassifier classifier = Models.classifier(model)) {
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
      if (html != null) {
        byte[] page = ExplanationPage.of(why).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(html, out -> out.write(page));
        console.say("wrote " + html);
      }
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
