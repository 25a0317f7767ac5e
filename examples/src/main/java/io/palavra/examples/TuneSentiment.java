package io.palavra.examples;

import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneFileReader;
import io.palavra.search.report.SearchReport;
import io.palavra.search.study.StudyListener;
import io.palavra.search.trial.Trial;
import io.palavra.search.tune.SearchFolder;
import io.palavra.search.tune.TuneResult;
import io.palavra.search.tune.Tuning;
import io.palavra.sentiment.SentimentKind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Searches for a learning rate, a cell and its size that suit generated reviews: many candidates
 * for one epoch, the better third of them for three. Stop it, start it again with the same folder,
 * and it goes on.
 */
public final class TuneSentiment {
  private static final String SEARCH =
      """
      kind: sentiment
      data: reviews-pt
      options: {maxLength: 48, embedding: 32}
      space:
        learningRate: {log-uniform: [5e-4, 5e-2]}
        hidden: {log-integer: [4, 64]}
        cell: [lstm, gru]
        dropout: {uniform: [0, 0.6]}
      objective: accuracy
      strategy: {name: asha, sampler: tpe, factor: 3}
      """;

  private TuneSentiment() {}

  /**
   * Runs the example.
   *
   * @param args the folder for the search, where it shall be another
   */
  public static void main(String[] args) throws IOException {
    Path out = Path.of(args.length > 0 ? args[0] : "runs/tune-sentiment-example");
    run("budget: {candidates: 20, epochs: 3}\n", out, System.out);
  }

  static TuneResult run(String budget, Path out, PrintStream print) throws IOException {
    Files.createDirectories(out);
    Path yaml = Files.writeString(out.resolve("search.yaml"), SEARCH + budget);
    TuneFile file = new TuneFileReader(name -> new SentimentKind()).read(yaml);
    SearchFolder folder = new SearchFolder(out);
    boolean goesOn = Files.exists(folder.journal());
    StudyListener lines =
        new StudyListener() {
          @Override
          public void onTold(Trial trial) {
            print.println(
                trial.id() + " " + trial.options() + ": " + file.objective().of(trial).orElse(0));
          }
        };
    TuneResult result = Tuning.of(file, folder).keeping(yaml).listener(lines).run(goesOn);
    SearchReport.write(file, folder);
    print.println("test: " + result.test());
    print.println("report: " + folder.report());
    return result;
  }
}
