package io.palavra.examples;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.sentiment.SentimentKind;
import io.palavra.sentiment.SentimentOptions;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.progress.ProgressDisplay;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Trains a bidirectional LSTM on generated reviews in which the order of the words decides, sees
 * how far a linear classifier stays behind, and asks the model about sentences and single words.
 */
public final class SentimentInFiveMinutes {
  private static final List<String> ENGLISH =
      List.of("I did not like it at all.", "It starts badly, but the ending is wonderful.");
  private static final List<String> PORTUGUESE =
      List.of("Não gostei nada.", "Começa mal, mas o final é maravilhoso.");

  private SentimentInFiveMinutes() {}

  /**
   * Runs the example.
   *
   * @param args the folder for the run, where it shall be another
   */
  public static void main(String[] args) {
    String now = String.valueOf(System.currentTimeMillis() / 1000);
    Path out = args.length > 0 ? Path.of(args[0]) : Path.of("runs", "five-minutes-" + now);
    String language = System.getProperty("palavra.language", Locale.getDefault().getLanguage());
    run(language.equals("pt"), SentimentOptions.defaults(), out, System.out);
  }

  static TrainedRun run(boolean portuguese, SentimentOptions options, Path out, PrintStream print) {
    SentimentKind sentiment = new SentimentKind();
    DataRequest reviews = DataRequest.of(portuguese ? "reviews-pt" : "reviews-en");
    TrainRequest request =
        TrainRequest.of(reviews, options, out)
            .withSay(print::println)
            .withListeners(List.of(ProgressDisplay.asLines(print)));
    TrainedRun run = sentiment.train(request);
    print.println(run.summary());

    try (TextClassifier classifier = sentiment.load(BundleReader.read(run.model()))) {
      for (Classification answer : classifier.classify(portuguese ? PORTUGUESE : ENGLISH)) {
        print.printf(
            Locale.ROOT, "%-10s %.3f  %s%n", answer.label(), answer.probability(), answer.text());
      }
      Explanation why = classifier.explain((portuguese ? PORTUGUESE : ENGLISH).get(1));
      for (int i = 0; i < why.tokens().size(); i++) {
        print.printf(Locale.ROOT, "%+8.2f  %s%n", why.occlusion()[i], why.tokens().get(i).text());
      }
    }
    print.println("report: " + out.resolve("report.html"));
    return run;
  }
}
