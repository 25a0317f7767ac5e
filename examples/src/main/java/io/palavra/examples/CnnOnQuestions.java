package io.palavra.examples;

import io.palavra.cnn.CnnKind;
import io.palavra.cnn.CnnOptions;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.Firing;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.kind.UnitPattern;
import io.palavra.training.progress.ProgressDisplay;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Kim's convolutional network on the questions of TREC: what is asked for, a person, a place, a
 * number? Then which words fired which filters, and what the strongest filters look for.
 */
public final class CnnOnQuestions {
  private static final String QUESTION = "Who was the first man on the moon ?";

  private CnnOnQuestions() {}

  /**
   * Runs the example.
   *
   * @param args the folder for the run, where it shall be another
   */
  public static void main(String[] args) {
    String now = String.valueOf(System.currentTimeMillis() / 1000);
    Path out = args.length > 0 ? Path.of(args[0]) : Path.of("runs", "questions-" + now);
    run(DataRequest.of("trec"), CnnOptions.defaults(), out, System.out);
  }

  static TrainedRun run(DataRequest questions, CnnOptions options, Path out, PrintStream print) {
    CnnKind cnn = new CnnKind();
    TrainRequest request =
        TrainRequest.of(questions, options, out)
            .withSay(print::println)
            .withListeners(List.of(ProgressDisplay.asLines(print)));
    TrainedRun run = cnn.train(request);
    print.println(run.summary());

    try (TextClassifier classifier = cnn.load(BundleReader.read(run.model()))) {
      Explanation why = classifier.explain(QUESTION);
      print.println(QUESTION + "  ->  " + why.classification().label());
      for (Firing firing : why.firings().stream().limit(5).toList()) {
        print.printf(
            Locale.ROOT,
            "%+8.2f  %-20s %s%n",
            firing.contribution(),
            firing.unit(),
            String.join(
                " ",
                why.tokens().subList(firing.from(), firing.to()).stream()
                    .map(token -> token.text())
                    .toList()));
      }
      for (UnitPattern pattern : classifier.patterns(questions, 3).stream().limit(10).toList()) {
        print.printf("%-20s %-6s", pattern.unit(), pattern.label());
        pattern.stretches().forEach(s -> print.print("  " + String.join(" ", s.tokens()) + " |"));
        print.println();
      }
    }
    return run;
  }
}
