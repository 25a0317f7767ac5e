package io.palavra.benchmarks.search;

import io.palavra.pipeline.BadInputException;
import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneFileReader;
import io.palavra.search.study.Workbench;
import io.palavra.search.training.KindBench;
import io.palavra.search.training.ProcessBench;
import io.palavra.search.trial.Trial;
import io.palavra.search.tune.SearchFolder;
import io.palavra.search.tune.TuneResult;
import io.palavra.search.tune.Tuning;
import io.palavra.training.kind.ModelKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a search costs beside its trainings, and what two at once gain, on real trainings of a small
 * LSTM over the generated reviews.
 *
 * @param seconds of the whole, by the clock on the wall
 * @param training seconds in which candidates were trained, preparation included
 * @param epochs seconds in epochs alone
 */
record SearchCost(double seconds, double training, double epochs) {
  private static final double NANOS = 1e-9;
  private static final String NETWORKS =
      """
      kind: sentiment
      data: reviews-pt
      options: {maxLength: 48, embedding: 32, bidirectional: false}
      space:
        learningRate: {log-uniform: [2e-3, 3e-2]}
        hidden: {integer: [28, 32]}
      objective: accuracy
      strategy: %s
      budget: {candidates: %d, epochs: %d}
      parallel: %d
      """;

  private static final String MEANS =
      """
      kind: fasttext
      data: reviews-pt
      options: {minN: 3, maxN: 6}
      space:
        learningRate: {log-uniform: [0.2, 1]}
        embedding: {integer: [60, 64]}
      objective: accuracy
      strategy: %s
      budget: {candidates: %d, epochs: %d}
      parallel: %d
      """;

  /** The kind of a name among those on the class path. */
  static ModelKind kind(String id) {
    return ServiceLoader.load(ModelKind.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() -> BadInputException.of("kind", id, "a kind on the class path"));
  }

  /** A search over networks with these numbers, without its end on the test set. */
  static SearchCost of(String strategy, int candidates, int epochs, int parallel)
      throws IOException {
    return of(String.format(Locale.ROOT, NETWORKS, strategy, candidates, epochs, parallel));
  }

  /** Random search over classifiers by the mean of word vectors, which ND4J has no part in. */
  static SearchCost ofMeans(int candidates, int epochs, int parallel) throws IOException {
    return of(String.format(Locale.ROOT, MEANS, "random", candidates, epochs, parallel));
  }

  /** A random search over networks, each in a process of its own. */
  static SearchCost inProcesses(int candidates, int epochs, int parallel) throws IOException {
    return of(
        String.format(Locale.ROOT, NETWORKS, "random", candidates, epochs, parallel)
            + "jvm: own\n");
  }

  private static SearchCost of(String search) throws IOException {
    Path folder = Files.createTempDirectory("palavra-cost-");
    Path yaml = Files.writeString(folder.resolve("search.yaml"), search);
    TuneFile file = new TuneFileReader(SearchCost::kind).read(yaml);
    SearchFolder out = new SearchFolder(folder.resolve("out"));
    Workbench bench =
        file.ownProcess()
            ? new ProcessBench(file.request(), out.candidates())
            : new KindBench(file.request(), out.candidates());
    AtomicLong inside = new AtomicLong();
    long begun = System.nanoTime();
    TuneResult result =
        Tuning.of(file, out)
            .on(
                (task, scores, halt) -> {
                  long before = System.nanoTime();
                  try {
                    return bench.train(task, scores, halt);
                  } finally {
                    inside.addAndGet(System.nanoTime() - before);
                  }
                })
            .run(false);
    double seconds = (System.nanoTime() - begun) * NANOS;
    double inEpochs = result.trials().stream().mapToDouble(Trial::seconds).sum();
    return new SearchCost(seconds, inside.get() * NANOS, inEpochs);
  }

  /** The share of the time in which nothing was trained, of a search one by one. */
  double overhead() {
    return 1 - training / seconds;
  }
}
