package io.palavra.benchmarks.embeddings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Accuracy of text classification beside fastText by itself, three seeds, one thread each unless
 * the system properties {@code seeds} and {@code threads} say otherwise: the names of the data sets
 * that are wanted.
 */
public final class SupervisedFigures {

  private SupervisedFigures() {}

  /** Names of data sets. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("palavra-bench");
    try {
      EmbeddingPeers peers = new EmbeddingPeers(folder, Integer.getInteger("threads", 1));
      SupervisedComparison.run(
          List.of(args),
          Integer.getInteger("seeds", 3),
          folder,
          peers,
          (measure, say) -> say.accept(measure.line()),
          System.out::println);
    } finally {
      EmbeddingsBenchmark.clear(folder);
    }
  }
}
