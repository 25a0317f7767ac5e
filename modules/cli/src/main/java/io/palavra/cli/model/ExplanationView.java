package io.palavra.cli.model;

import io.palavra.cli.console.Console;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.Firing;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.report.ExplanationPage;
import io.palavra.training.report.ReportLanguage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints which words carried a classifier's decision, label by label. */
final class ExplanationView {
  private static final int UNIT = 24;

  private final Console console;

  ExplanationView(Console console) {
    this.console = console;
  }

  /**
   * @param html takes a page
   */
  void show(TextClassifier classifier, String text, Optional<Path> html) {
    List<Explanation> explanations = classifier.explanations(text);
    boolean several = classifier.severalLabels();
    Classification answer = explanations.get(0).classification();
    console.print(several ? setOf(answer) : named(answer.label(), answer.probability()));
    for (Explanation why : explanations) {
      if (several) {
        console.print("");
        console.print(
            named(why.label(), why.probability())
                + (answer.label().isEmpty() ? ", the most probable, below its threshold" : ""));
      }
      console.print(coloured(why));
      console.print("");
      words(why);
      filters(why);
    }
    html.ifPresent(
        file -> {
          ReportLanguage language = ReportLanguage.of(Locale.getDefault());
          AtomicFile.writeString(file, ExplanationPage.of(explanations, several, language));
          console.say("wrote " + file);
        });
  }

  private String named(String label, double probability) {
    return String.format(
        Locale.ROOT, "%s  %.1f %%", console.colours().bold(label), 100 * probability);
  }

  private String setOf(Classification answer) {
    return String.format(
        Locale.ROOT,
        "%s  (%.1f %% in the least sure decision)",
        console.colours().bold(answer.label().isEmpty() ? "no label" : answer.label()),
        100 * answer.probability());
  }

  private void words(Explanation why) {
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
  }

  private void filters(Explanation why) {
    if (why.firings().isEmpty()) {
      return;
    }
    console.print("");
    List<Firing> firings = ExplanationPage.mostTelling(why);
    int width = firings.stream().mapToInt(f -> f.unit().length()).reduce(UNIT, Math::max);
    String head = "%-32s %-" + width + "s %10s %10s";
    String row = "%-32s %-" + width + "s %10.3f %+10.3f";
    console.print(String.format(head, "stretch", "filter", "fired", "adds"));
    for (Firing firing : firings) {
      console.print(
          String.format(
              Locale.ROOT,
              row,
              ExplanationPage.stretch(why, firing),
              firing.unit(),
              firing.activation(),
              firing.contribution()));
    }
  }

  private String coloured(Explanation why) {
    StringBuilder line = new StringBuilder();
    for (Explanation.Piece piece : why.pieces()) {
      line.append(
          piece.occlusion().isPresent()
              ? console
                  .colours()
                  .shaded(piece.text(), piece.occlusion().getAsDouble() / why.strongest())
              : piece.text());
    }
    return line.toString();
  }
}
