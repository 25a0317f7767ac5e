package io.palavra.benchmarks.search;

import java.io.IOException;
import java.nio.file.Path;

/** Trains a table. */
public final class StrategyComparison {
  private StrategyComparison() {}

  /** Data set and the folder of the tables. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    for (int i = 1; i < args.length; i++) {
      String[] parts = args[i].split(":");
      int share = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
      TrainedTable.train(
          PartOfData.of(parts[0], share, folder.resolve("data-" + parts[0])),
          TableSpace.all(),
          folder.resolve(parts[0] + ".jsonl"),
          System.err::println);
    }
  }
}
