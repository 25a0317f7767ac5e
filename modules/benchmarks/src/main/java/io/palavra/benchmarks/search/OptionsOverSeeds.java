package io.palavra.benchmarks.search;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.search.study.Halt;
import io.palavra.search.study.Outcome;
import io.palavra.search.study.Task;
import io.palavra.search.training.CandidateRequest;
import io.palavra.search.training.KindBench;
import io.palavra.search.trial.EpochScore;
import io.palavra.search.trial.TrialId;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.kind.ModelKind;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.options.OptionBinder;
import io.palavra.training.options.OptionDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Options of one kind side by side over seeds, which is how a default is decided on: {@code KIND
 * SEEDS dev|test OPTIONS DATA...}. Options are parted by commas, sets of them by semicolons, and
 * {@code defaults} are those of the kind. With {@code dev} nothing looks at the test set. Prints
 * accuracies in percent, and of each set but the first its difference to the first, seed by seed.
 */
public final class OptionsOverSeeds {
  private final CandidateRequest request;
  private final boolean onTest;

  private OptionsOverSeeds(CandidateRequest request, boolean onTest) {
    this.request = request;
    this.onTest = onTest;
  }

  /** Kind, number of seeds, the part to score, options, data sets. */
  public static void main(String[] args) throws IOException {
    ModelKind kind = SearchCost.kind(args[0]);
    int seeds = Integer.parseInt(args[1]);
    for (String data : List.of(args).subList(4, args.length)) {
      OptionsOverSeeds measured =
          new OptionsOverSeeds(request(kind, DataRequest.of(data)), args[2].equals("test"));
      List<Double> first = new ArrayList<>();
      for (String set : args[3].split(";")) {
        List<Double> accuracies = measured.accuracies(options(set), seeds);
        if (first.isEmpty()) {
          first.addAll(accuracies);
        }
        print(data, set, accuracies, first);
      }
    }
  }

  private static CandidateRequest request(ModelKind kind, DataRequest data) {
    Record defaults = kind.defaults();
    int epochs =
        OptionBinder.describe(defaults).stream()
            .filter(option -> option.name().equals("epochs"))
            .map(OptionDescription::defaultValue)
            .mapToInt(Integer::parseInt)
            .findFirst()
            .orElseThrow();
    return new CandidateRequest(
        kind,
        data,
        defaults,
        Set.of(),
        epochs,
        Optional.of("accuracy"),
        LayerChoice.KERNELS,
        Optional.empty());
  }

  private static Map<String, String> options(String set) {
    Map<String, String> options = new TreeMap<>();
    if (!set.equals("defaults")) {
      for (String option : set.split(",")) {
        String[] parts = option.split("=", 2);
        options.put(parts[0], parts[1]);
      }
    }
    return options;
  }

  private List<Double> accuracies(Map<String, String> options, int seeds) throws IOException {
    List<Double> accuracies = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      Path folder = Files.createTempDirectory("palavra-seeds-");
      accuracies.add(100 * (onTest ? test(folder, options, seed) : dev(folder, options, seed)));
      TestedPoints.remove(folder);
    }
    return accuracies;
  }

  private double test(Path folder, Map<String, String> options, long seed) {
    return request
        .kind()
        .compete(
            request.in(folder.resolve("run"), request.options(options), seed, new StopSignal()))
        .test()
        .get("accuracy");
  }

  /** Of the epoch that is kept. */
  private double dev(Path folder, Map<String, String> options, long seed) {
    List<EpochScore> epochs = new ArrayList<>();
    Task task = new Task(TrialId.of(0), options, request.epochs(), seed);
    Outcome outcome = new KindBench(request, folder).train(task, epochs::add, Halt.never());
    if (!outcome.equals(Outcome.done())) {
      throw new IllegalStateException(options + ": " + outcome.reason());
    }
    return epochs.stream()
        .filter(EpochScore::best)
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .metrics()
        .get("accuracy");
  }

  private static void print(String data, String set, List<Double> accuracies, List<Double> first) {
    List<Double> more = new ArrayList<>();
    for (int i = 0; i < accuracies.size(); i++) {
      more.add(accuracies.get(i) - first.get(i));
    }
    Sample all = Sample.of(accuracies);
    Sample difference = Sample.of(more);
    System.out.printf(
        Locale.ROOT,
        "%-8s %-32s %.2f (sd %.2f), %+.2f ± %.2f%n",
        data,
        set,
        all.mean(),
        all.error() * Math.sqrt(accuracies.size()),
        difference.mean(),
        difference.error());
  }
}
