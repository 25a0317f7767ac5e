package io.palavra.examples;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.sentiment.SentimentKind;
import io.palavra.sentiment.SentimentOptions;
import io.palavra.training.bundle.BundleReader;
import io.palavra.training.kind.TextClassifier;
import io.palavra.training.kind.TrainRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.TrainingOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains on a CSV of one's own: columns of other names, any number of classes, options that fit the
 * file, and at last a model as one file that a service loads.
 */
public final class SentimentOnYourOwnCsv {
  private static final List<String> TICKETS =
      List.of(
          "comment,team",
          "\"The parcel never arrived, where is it?\",delivery",
          "I was charged twice for one order,billing",
          "\"The lid was broken, please replace it\",product");

  private SentimentOnYourOwnCsv() {}

  /**
   * Runs the example.
   *
   * @param args the CSV, its text column, its label column; without them the example writes one
   * @throws IOException when it can not write
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 0 && args.length != 3) {
      throw BadInputException.of(
          "arguments",
          String.join(" ", args),
          "a CSV, its text column and its label column, or nothing");
    }
    Path folder = Files.createTempDirectory("palavra-");
    boolean own = args.length == 3;
    Path csv = own ? Path.of(args[0]) : tickets(folder.resolve("tickets.csv"), 200);
    run(csv, own ? args[1] : "comment", own ? args[2] : "team", folder.resolve("run"), System.out);
  }

  static TrainedRun run(Path csv, String text, String label, Path out, PrintStream print) {
    DataRequest data =
        new DataRequest(
            csv.toString(),
            Optional.empty(),
            Optional.empty(),
            Map.of("text", text, "label", label));
    SentimentKind sentiment = new SentimentKind();
    SentimentOptions fitting = sentiment.suggest(data);
    TrainingOptions shorter = fitting.training().toBuilder().epochs(5).build();

    TrainedRun run =
        sentiment.train(TrainRequest.of(data, fitting.with(shorter), out).withSay(print::println));
    print.println(run.summary());

    // This is all that a service needs: the one file, and a classifier that any thread may use.
    try (TextClassifier classifier = sentiment.load(BundleReader.read(run.model()))) {
      print.println(classifier.classify("My parcel is lost"));
    }
    return run;
  }

  /** Each ticket many times, with a number in it that makes it another text. */
  static Path tickets(Path csv, int copies) throws IOException {
    StringBuilder rows = new StringBuilder(TICKETS.get(0)).append('\n');
    for (int i = 0; i < copies; i++) {
      for (String ticket : TICKETS.subList(1, TICKETS.size())) {
        rows.append(ticket.replaceFirst("(?=\\b(arrived|order|broken)\\b)", i + " ")).append('\n');
      }
    }
    return Files.writeString(csv, rows);
  }
}
