package io.palavra.benchmarks.search;

import io.palavra.search.training.CandidateRequest;
import io.palavra.training.kind.TrainedRun;
import io.palavra.training.loop.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What points that have won come to on the test set: each is trained with three seeds when it is
 * first asked for. The file has a line a point.
 */
final class TestedPoints {
  private static final int SEEDS = 3;
  private static final String TEST = "test";

  private final CandidateRequest request;
  private final PointFile file;
  private final Map<Map<String, String>, List<Double>> known = new HashMap<>();

  /**
   * @param request how points are trained
   * @param file of those that are known already
   */
  TestedPoints(CandidateRequest request, Path file) throws IOException {
    this.request = request;
    this.file = new PointFile(file);
    this.file.read(TEST).forEach((options, rows) -> known.put(options, rows.get(TEST)));
  }

  /** The accuracy on the test set, of each seed. */
  List<Double> of(Map<String, String> options) {
    return known.computeIfAbsent(new TreeMap<>(options), this::train);
  }

  private List<Double> train(Map<String, String> options) {
    List<Double> accuracies = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      accuracies.add(train(options, seed));
    }
    try {
      file.add(options, Map.of(TEST, accuracies));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return accuracies;
  }

  private double train(Map<String, String> options, long seed) {
    try {
      Path folder = Files.createTempDirectory("palavra-tested-");
      TrainedRun run =
          request
              .kind()
              .compete(
                  request.in(
                      folder.resolve("run"), request.options(options), seed, new StopSignal()));
      remove(folder);
      return run.test().get("accuracy");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder with all that is in it. */
  static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
