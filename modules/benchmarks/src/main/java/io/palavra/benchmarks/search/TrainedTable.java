package io.palavra.benchmarks.search;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.search.study.Halt;
import io.palavra.search.study.Outcome;
import io.palavra.search.study.Task;
import io.palavra.search.training.CandidateRequest;
import io.palavra.search.training.KindBench;
import io.palavra.search.trial.TrialId;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.options.OptionBinder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Every point of a grid trained once, with the development set's accuracy after each epoch: what a
 * search would have been answered. Strategies can then be compared with many seeds at the cost of
 * looking things up (tabular benchmarks, Klein and Hutter 2019). The file has a line a point, and
 * one that is stopped is gone on with.
 */
final class TrainedTable {
  /** Epochs of a point at most; fewer where the accuracy has not grown for two. */
  static final int EPOCHS = 9;

  private static final String ACCURACIES = "accuracies";
  private static final String SECONDS = "seconds";
  private static final double NANOS = 1e-9;

  private final Map<Map<String, String>, Row> rows;
  private final boolean keepsBest;

  /**
   * A point.
   *
   * @param accuracies on the development set, after each epoch
   * @param seconds of processor time until the end of each epoch, those of preparation with the
   *     first
   */
  record Row(List<Double> accuracies, List<Double> seconds) {

    /** That of the epoch that would be kept after so many, and how many were trained. */
    Seen after(int epochs, boolean keepsBest) {
      int trained = Math.min(epochs, accuracies.size());
      double kept = 0;
      double time = 0;
      for (int i = 0; i < trained; i++) {
        kept = keepsBest ? Math.max(kept, accuracies.get(i)) : accuracies.get(i);
        time += seconds.get(i);
      }
      return new Seen(kept, trained, time);
    }
  }

  /**
   * What a strategy is told of a point.
   *
   * @param accuracy of the epoch that would be kept
   * @param epochs trained
   * @param seconds of them
   */
  record Seen(double accuracy, int epochs, double seconds) {}

  private TrainedTable(Map<Map<String, String>, Row> rows, boolean keepsBest) {
    this.rows = rows;
    this.keepsBest = keepsBest;
  }

  /**
   * A table as far as it is there.
   *
   * @param keepsBest whether a training keeps its best epoch, and not its last
   */
  static TrainedTable read(Path file, boolean keepsBest) throws IOException {
    Map<Map<String, String>, Row> rows = new LinkedHashMap<>();
    new PointFile(file)
        .read(ACCURACIES, SECONDS)
        .forEach((options, of) -> rows.put(options, new Row(of.get(ACCURACIES), of.get(SECONDS))));
    return new TrainedTable(rows, keepsBest);
  }

  /** Trains what is missing. */
  static void train(
      CandidateRequest request, List<Map<String, String>> points, Path file, Consumer<String> say)
      throws IOException {
    List<Map<String, String>> missing = new ArrayList<>(points);
    missing.removeAll(read(file, true).rows.keySet());
    Collections.shuffle(missing, new Random(1));
    int done = points.size() - missing.size();
    for (Map<String, String> options : missing) {
      Row row = train(request, options, done);
      Map<String, List<Double>> known = new LinkedHashMap<>();
      known.put(ACCURACIES, row.accuracies);
      known.put(SECONDS, row.seconds);
      new PointFile(file).add(options, known);
      done++;
      say.accept(done + " of " + points.size() + ": " + options + " " + row.accuracies);
    }
  }

  /** How points are trained. */
  static CandidateRequest request(DataRequest data, TableSpace space) {
    ModelKind kind = SearchCost.kind(space.kind());
    return new CandidateRequest(
        kind,
        data,
        OptionBinder.bind(kind.defaults(), Optional.empty(), space.fixed()),
        space.fixed().stream().map(set -> set.replaceFirst("=.*", "")).collect(Collectors.toSet()),
        EPOCHS,
        Optional.of("accuracy"),
        LayerChoice.KERNELS,
        Optional.empty());
  }

  private static Row train(CandidateRequest request, Map<String, String> options, int number)
      throws IOException {
    Path folder = Files.createTempDirectory("palavra-table-");
    List<Double> accuracies = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    AtomicLong before = new AtomicLong(processorTime());
    Task task = new Task(TrialId.of(number), options, EPOCHS, 1);
    Outcome outcome =
        new KindBench(request, folder)
            .train(
                task,
                epoch -> {
                  accuracies.add(epoch.metrics().get("accuracy"));
                  long now = processorTime();
                  seconds.add((now - before.getAndSet(now)) * NANOS);
                },
                Halt.never());
    TestedPoints.remove(folder);
    if (!outcome.equals(Outcome.done())) {
      throw new IllegalStateException(options + ": " + outcome.reason());
    }
    return new Row(accuracies, seconds);
  }

  /** Of this process, in nanoseconds, which no other program on the machine changes. */
  private static long processorTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** What a training of a point for so many epochs gives. */
  Seen at(Map<String, String> options, int epochs) {
    Row row = rows.get(options);
    if (row == null) {
      throw new IllegalStateException("not trained yet: " + options);
    }
    return row.after(epochs, keepsBest);
  }

  int size() {
    return rows.size();
  }
}
