package io.palavra.benchmarks.search;

import io.palavra.benchmarks.program.JavaProgram;
import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneFileReader;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.Trial;
import io.palavra.search.tune.SearchFolder;
import io.palavra.search.tune.Tuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills a search over real trainings again and again, as a power cut would, goes on with it each
 * time, and compares its final table with that of a search that nobody killed: every score of every
 * epoch. The argument is how often, 100 unless given.
 */
public final class KilledSearch {
  private static final String SEARCH =
      """
      kind: sentiment
      data: reviews-pt
      options: {maxLength: 24, embedding: 16, bidirectional: false, checkpointSteps: 10}
      space:
        learningRate: {log-uniform: [1e-3, 5e-2]}
        hidden: {log-integer: [4, 16]}
        cell: [lstm, gru]
      objective: accuracy
      strategy: {name: asha, sampler: tpe}
      budget: {candidates: %d, epochs: 3}
      """;

  private KilledSearch() {}

  /** How often; or, for the process that is killed, the folder and how often. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0 && !args[0].matches("[0-9]+")) {
      search(Path.of(args[0]), Integer.parseInt(args[1]));
      return;
    }
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    Path folder = Files.createTempDirectory("palavra-killed-");
    SplittableRandom random = new SplittableRandom(6);
    int killed = 0;
    while (killed < kills && kill(folder.resolve("killed"), kills, random)) {
      killed++;
    }
    List<String> whole = table(search(folder.resolve("whole"), kills));
    List<String> parts = table(search(folder.resolve("killed"), kills));
    System.out.printf(
        "%d kills, %d trainings: the tables are %s%n",
        killed, whole.size(), whole.equals(parts) ? "the same" : "NOT the same");
    if (!whole.equals(parts)) {
      whole.forEach(System.out::println);
      System.out.println("---");
      parts.forEach(System.out::println);
    }
  }

  /** Kills it a few events after it has gone on; false where the search ended by itself. */
  private static boolean kill(Path folder, int kills, SplittableRandom random)
      throws IOException, InterruptedException {
    Path journal = new SearchFolder(folder).journal();
    long enough = lines(journal) + 2 + random.nextInt(3);
    Process process = start(folder, kills);
    while (process.isAlive() && lines(journal) < enough) {
      Thread.sleep(20);
    }
    process.waitFor(random.nextInt(300), TimeUnit.MILLISECONDS);
    boolean alive = process.isAlive();
    process.destroyForcibly().waitFor();
    return alive;
  }

  private static long lines(Path journal) throws IOException {
    if (!Files.exists(journal)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(journal)) {
      return lines.count();
    }
  }

  private static Process start(Path folder, int kills) throws IOException {
    List<String> arguments = List.of(folder.toString(), String.valueOf(kills));
    return new ProcessBuilder(JavaProgram.like(KilledSearch.class, List.of(), arguments))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Of so many candidates that each kill finds something to interrupt. */
  private static List<Trial> search(Path folder, int kills) throws IOException {
    Files.createDirectories(folder);
    Path yaml = Files.writeString(folder.resolve("search.yaml"), String.format(SEARCH, 6 + kills));
    TuneFile file = new TuneFileReader(SearchCost::kind).read(yaml);
    SearchFolder out = new SearchFolder(folder);
    return Tuning.of(file, out).run(Files.exists(out.journal())).trials();
  }

  /** All but the times. */
  private static List<String> table(List<Trial> trials) {
    List<String> rows = new ArrayList<>();
    for (Trial trial : trials) {
      StringBuilder row =
          new StringBuilder(trial.id() + " " + trial.options() + " " + trial.status());
      for (EpochScore epoch : trial.history()) {
        row.append(' ').append(epoch.epoch()).append(' ').append(epoch.trainLoss());
        row.append(epoch.metrics()).append(epoch.best());
      }
      rows.add(row.toString());
    }
    return rows;
  }
}
