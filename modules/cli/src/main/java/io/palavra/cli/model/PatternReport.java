package io.palavra.cli.model;

import io.palavra.cli.console.Console;
import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.UnitPattern;
import io.palavra.training.report.SequenceLogo;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints what fires each filter of a network. */
final class PatternReport {
  private static final int KEPT = 1000;
  private static final int UNIT = 24;

  private final Console console;
  private final int top;

  /**
   * @param top stretches of each filter that are printed
   */
  PatternReport(Console console, int top) {
    this.console = console;
    this.top = top;
  }

  void print(TextClassifier classifier, DataRequest data, Optional<Path> logos) {
    List<UnitPattern> patterns = classifier.patterns(data, Math.max(top, KEPT));
    if (patterns.isEmpty()) {
      throw BadInputException.of(
          "model of kind " + classifier.kind(),
          "a network with filters side by side and none but the output behind them, as cnn with"
              + " style=kim or style=dna");
    }
    int width = patterns.stream().mapToInt(p -> p.unit().length()).reduce(UNIT, Math::max);
    for (UnitPattern pattern : patterns) {
      String strongest =
          pattern.stretches().stream()
              .limit(top)
              .map(
                  stretch ->
                      String.format(Locale.ROOT, "%s (%.2f)", stretch.text(), stretch.activation()))
              .collect(Collectors.joining(" | "));
      console.print(
          String.format("%-" + width + "s %-12s %s", pattern.unit(), pattern.label(), strongest));
    }
    logos.ifPresent(
        file -> {
          byte[] png = SequenceLogo.png(patterns);
          AtomicFile.write(file, out -> out.write(png));
          console.say("wrote " + file);
        });
  }
}
