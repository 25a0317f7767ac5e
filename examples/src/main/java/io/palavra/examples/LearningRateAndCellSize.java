package io.palavra.examples;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneFileReader;
import io.palavra.search.importance.Importance;
import io.palavra.search.report.SearchReport;
import io.palavra.search.space.Space;
import io.palavra.search.trial.Trial;
import io.palavra.search.tune.SearchFolder;
import io.palavra.search.tune.TuneResult;
import io.palavra.search.tune.Tuning;
import io.palavra.sentiment.SentimentKind;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The learning rate and the number of units in a cell are what has to be chosen for an LSTM: which
 * of the two matters more, and how much? Every learning rate is tried with every size, and the
 * shares of the variance say it; the report has the picture.
 */
public final class LearningRateAndCellSize {
  private static final String STUDY =
      """
      kind: sentiment
      options: {cell: lstm, bidirectional: false, embedding: 32, maxLength: 48}
      space:
        learningRate: {log-uniform: [3e-4, 3e-2]}
        hidden: {log-integer: [4, 64]}
      objective: accuracy
      strategy: {name: grid, steps: %d}
      budget: {candidates: %d, epochs: %d}
      """;

  private LearningRateAndCellSize() {}

  /**
   * Runs the example.
   *
   * @param args the data, where others than generated reviews shall be learned from
   */
  public static void main(String[] args) throws IOException {
    DataRequest data = DataRequest.of(args.length > 0 ? args[0] : "reviews-pt");
    run(data, 5, 3, Path.of("runs/learning-rate-and-cell-size"), System.out);
  }

  /** The share of the variance that each of the two explains. */
  static Map<String, Double> run(
      DataRequest data, int steps, int epochs, Path out, PrintStream print) throws IOException {
    Files.createDirectories(out);
    String study = String.format(Locale.ROOT, STUDY, steps, steps * steps, epochs);
    Path yaml = Files.writeString(out.resolve("study.yaml"), "data: " + data.data() + "\n" + study);
    TuneFile file = new TuneFileReader(name -> new SentimentKind()).read(yaml);
    SearchFolder folder = new SearchFolder(out);
    boolean goesOn = Files.exists(folder.journal());
    TuneResult result = Tuning.of(file, folder).keeping(yaml).run(goesOn);
    SearchReport.write(file, folder);
    print(file, result, print);
    Map<String, Double> shares = shares(file, result.trials());
    double rate = shares.getOrDefault("learningRate", 0.0);
    double size = shares.getOrDefault("hidden", 0.0);
    print.printf(
        Locale.ROOT,
        "learning rate: %.0f %% of the variance; cell size: %.0f %%; both together: %.0f %%%n",
        100 * rate,
        100 * size,
        100 * Math.max(0, 1 - rate - size));
    print.println((rate > size ? "the learning rate" : "the cell size") + " matters more here");
    print.println("picture: " + folder.report());
    return shares;
  }

  private static Map<String, Double> shares(TuneFile file, List<Trial> trials) {
    Space space = file.space();
    return Importance.of(
        space,
        trials.stream().map(trial -> space.parse(trial.options())).toList(),
        trials.stream().map(trial -> file.objective().of(trial).orElse(0)).toList());
  }

  /** Accuracy on the development set: a row for each learning rate, a column for each size. */
  private static void print(TuneFile file, TuneResult result, PrintStream print) {
    SortedMap<Double, SortedMap<Integer, Double>> table = new TreeMap<>();
    for (Trial trial : result.trials()) {
      table
          .computeIfAbsent(
              Double.valueOf(trial.options().get("learningRate")), rate -> new TreeMap<>())
          .put(
              Integer.valueOf(trial.options().get("hidden")),
              file.objective().of(trial).orElse(Double.NaN));
    }
    print.print("learning rate |");
    table.get(table.firstKey()).keySet().forEach(size -> print.printf("%7d", size));
    print.println(" units");
    table.forEach(
        (rate, row) -> {
          print.printf("%13s |", BigDecimal.valueOf(rate).toPlainString());
          row.values().forEach(score -> print.printf(Locale.ROOT, "%7.3f", score));
          print.println();
        });
  }
}
