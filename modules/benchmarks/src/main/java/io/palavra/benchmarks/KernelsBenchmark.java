package io.palavra.benchmarks;

import io.palavra.benchmarks.TrainingCase.Cell;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.Cores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.openblas.global.openblas;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Whole training steps of sequence classifiers on this project's layers and on Deeplearning4j's,
 * which run in turns, so that both see the same machine. Deeplearning4j's are measured with one
 * BLAS thread and with all of them, and the better of the two counts.
 */
public final class KernelsBenchmark implements Suite {
  private static final int WARM_UP = 60;

  /** On a slow machine fewer rounds must do. */
  private static final int LEAST_ROUNDS = 3;

  private static final long LIMIT_NANOS = 15_000_000_000L;

  @Override
  public String name() {
    return "kernels";
  }

  @Override
  public String description() {
    return "training steps of recurrent networks beside Deeplearning4j's own layers";
  }

  private static List<TrainingCase> cases(boolean quick) {
    List<TrainingCase> cases = new ArrayList<>();
    cases.add(new TrainingCase(Cell.LSTM, 20_000, 128, 128, 64, 32));
    cases.add(new TrainingCase(Cell.BI_LSTM, 20_000, 128, 128, 64, 32));
    cases.add(new TrainingCase(Cell.GRU, 20_000, 128, 128, 64, 32));
    cases.add(new TrainingCase(Cell.RNN, 20_000, 128, 128, 64, 32));
    if (!quick) {
      cases.add(new TrainingCase(Cell.LSTM, 20_000, 64, 64, 64, 8));
      cases.add(new TrainingCase(Cell.LSTM, 20_000, 256, 256, 128, 64));
      cases.add(new TrainingCase(Cell.LSTM, 20_000, 512, 512, 64, 32));
    }
    return cases;
  }

  @Override
  public List<Measure> run(boolean quick, Consumer<String> say) {
    say.accept(
        "kernels: " + Arithmetics.floats().description() + ", " + Cores.count() + " threads");
    List<Measure> measures = new ArrayList<>();
    int rounds = quick ? 9 : 21;
    for (TrainingCase training : cases(quick)) {
      measures.add(measure(training, rounds, say));
    }
    measures.add(manyIds(rounds, say));
    return measures;
  }

  private Measure measure(TrainingCase training, int rounds, Consumer<String> say) {
    MultiDataSet data = training.data();
    ComputationGraph ours = training.kernels();
    Optional<ComputationGraph> stock =
        training.cell().stock() ? Optional.of(training.stock()) : Optional.empty();
    for (int i = 0; i < WARM_UP; i++) {
      ours.fit(data);
    }
    int threads = openblas.blas_get_num_threads();
    int best = stock.map(network -> betterThreads(network, data, threads)).orElse(threads);
    List<List<Double>> seconds = List.of(new ArrayList<>(), new ArrayList<>());
    long end = System.nanoTime() + LIMIT_NANOS;
    for (int i = 0; i < rounds && (i < LEAST_ROUNDS || System.nanoTime() < end); i++) {
      seconds.get(0).add(seconds(ours, data, threads));
      stock.ifPresent(network -> seconds.get(1).add(seconds(network, data, best)));
    }
    double tokens = (double) training.batch() * training.steps();
    double us = tokens / median(seconds.get(0));
    Optional<Measure.Rival> rival =
        stock.map(s -> new Measure.Rival("stock-dl4j", tokens / median(seconds.get(1))));
    say.accept(line(training.title(), us, rival));
    return new Measure(name(), training.title(), us, "tokens/s", rival);
  }

  /**
   * The number of BLAS threads at which {@code network} is quicker: one or all; the first step of
   * each warms up.
   */
  private static int betterThreads(ComputationGraph network, MultiDataSet data, int all) {
    seconds(network, data, 1);
    double one = seconds(network, data, 1);
    seconds(network, data, all);
    return seconds(network, data, all) < one ? all : 1;
  }

  /** What a vocabulary of a million words costs over one of twenty thousand. */
  private Measure manyIds(int rounds, Consumer<String> say) {
    TrainingCase few = new TrainingCase(Cell.LSTM, 20_000, 128, 128, 64, 32);
    TrainingCase many = new TrainingCase(Cell.LSTM, 1_000_000, 128, 128, 64, 32);
    List<ComputationGraph> networks = List.of(many.kernels(), few.kernels());
    List<MultiDataSet> data = List.of(many.data(), few.data());
    List<List<Double>> seconds = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = -WARM_UP; i < rounds; i++) {
      for (int n = 0; n < 2; n++) {
        double taken = seconds(networks.get(n), data.get(n), openblas.blas_get_num_threads());
        if (i >= 0) {
          seconds.get(n).add(taken);
        }
      }
    }
    double tokens = (double) few.batch() * few.steps();
    Measure.Rival rival =
        new Measure.Rival("kernels with V=20000", tokens / median(seconds.get(1)));
    say.accept(line(many.title(), tokens / median(seconds.get(0)), Optional.of(rival)));
    return new Measure(
        name(), many.title(), tokens / median(seconds.get(0)), "tokens/s", Optional.of(rival));
  }

  private static double seconds(ComputationGraph network, MultiDataSet data, int threads) {
    int before = openblas.blas_get_num_threads();
    openblas.blas_set_num_threads(threads);
    long start = System.nanoTime();
    network.fit(data);
    double seconds = (System.nanoTime() - start) * 1e-9;
    openblas.blas_set_num_threads(before);
    return seconds;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String line(String title, double ours, Optional<Measure.Rival> rival) {
    return String.format(Locale.ROOT, "%-44s %,10.0f tokens/s", title, ours)
        + rival
            .map(
                r ->
                    String.format(
                        Locale.ROOT,
                        ", %s %,10.0f: %.1f times",
                        r.name(),
                        r.theirs(),
                        ours / r.theirs()))
            .orElse("");
  }
}
