package io.palavra.benchmarks.kernels;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.benchmarks.Timing;
import io.palavra.benchmarks.WarmUp;
import io.palavra.benchmarks.kernels.TrainingCase.Cell;
import io.palavra.benchmarks.kernels.TrainingCase.Lengths;
import io.palavra.benchmarks.program.PyTorch;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.forward.ForwardPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Whole training steps, and predictions, of sequence classifiers on this project's layers and on
 * others. Deeplearning4j's run in turns with ours, so that both see the same machine, with one BLAS
 * thread and with all of them, of which the better counts; both have run before until the JVM's
 * compiler rested. PyTorch runs before or after in a process of its own, likewise. Ours leave BLAS
 * one thread.
 */
public final class KernelsBenchmark implements Suite {
  /** Seconds at the beginning of a turn that do not count: caches and cores are the others'. */
  private static final double SETTLING_SECONDS = 0.15;

  /** Seconds of a turn that count. */
  private static final double TURN_SECONDS = 0.3;

  /** On a slow machine fewer rounds must do. */
  private static final int LEAST_ROUNDS = 3;

  private static final long LIMIT_NANOS = 15_000_000_000L;

  private Peak peak = new Peak(0, 0);

  @Override
  public String name() {
    return "kernels";
  }

  @Override
  public String description() {
    return "training steps and predictions of recurrent networks beside Deeplearning4j's own layers and PyTorch";
  }

  private static TrainingCase standard(Cell cell) {
    return new TrainingCase(cell, 20_000, 128, 128, 64, 32, Lengths.HALF);
  }

  private static List<TrainingCase> cases(boolean quick) {
    List<TrainingCase> cases = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      cases.add(standard(cell));
    }
    if (!quick) {
      cases.add(new TrainingCase(Cell.LSTM, 20_000, 64, 64, 64, 8, Lengths.HALF));
      cases.add(new TrainingCase(Cell.LSTM, 20_000, 256, 256, 128, 64, Lengths.HALF));
      cases.add(new TrainingCase(Cell.LSTM, 20_000, 512, 512, 64, 32, Lengths.HALF));
      cases.add(new TrainingCase(Cell.LSTM, 20_000, 128, 128, 50, 32, Lengths.MR));
      cases.add(new TrainingCase(Cell.LSTM, 20_000, 128, 128, 400, 32, Lengths.IMDB));
    }
    return cases;
  }

  @Override
  public List<Measure> run(boolean quick, Consumer<String> say) {
    Optional<PyTorch> torch = PyTorch.find();
    say.accept(
        "kernels: "
            + Arithmetics.floats().description()
            + ", "
            + Cores.count()
            + " threads; PyTorch: "
            + torch.map(PyTorch::version).orElse("not installed"));
    peak = Peak.measure(say);
    List<Measure> measures = new ArrayList<>();
    int rounds = quick ? 9 : 21;
    for (TrainingCase training : cases(quick)) {
      measures.addAll(measure(training, false, rounds, torch, say));
    }
    for (int batch : new int[] {1, 64}) {
      TrainingCase prediction =
          new TrainingCase(Cell.LSTM, 20_000, 128, 128, 64, batch, Lengths.HALF);
      measures.addAll(measure(prediction, true, rounds, torch, say));
    }
    measures.add(manyIds(rounds, say));
    cores(say).ifPresent(measures::add);
    for (AttentionCase training : AttentionCase.all(quick)) {
      measures.add(attention(training, rounds, torch, say));
    }
    return measures;
  }

  private Measure attention(
      AttentionCase training, int rounds, Optional<PyTorch> torch, Consumer<String> say) {
    Runnable ours = work(training.network(), training.data(), false);
    WarmUp.run(ours);
    List<Double> seconds = new ArrayList<>();
    long end = System.nanoTime() + LIMIT_NANOS;
    for (int i = 0; i < 2 * rounds && (i < LEAST_ROUNDS || System.nanoTime() < end); i++) {
      seconds.add(Timing.once(ours, 1));
    }
    say.accept(StepCost.of(seconds, ours).line(training.title()));
    double us = training.tokens() / Timing.median(seconds);
    Measure measure =
        torch
            .flatMap(peer -> training.torch(peer, Cores.count()))
            .map(
                theirs ->
                    beside(
                        training.title(),
                        us,
                        new Measure.Rival("pytorch", training.tokens() / theirs)))
            .orElseGet(() -> Measure.alone(name(), training.title(), us, "tokens/s"));
    say.accept(line(measure));
    return measure;
  }

  private List<Measure> measure(
      TrainingCase training,
      boolean inference,
      int rounds,
      Optional<PyTorch> torch,
      Consumer<String> say) {
    MultiDataSet data = training.data();
    Runnable ours = inference ? answers(training, data) : work(training.kernels(), data, false);
    Optional<Runnable> stock =
        training.cell().stock()
            ? Optional.of(work(training.stock(), data, inference))
            : Optional.empty();
    stock.ifPresent(WarmUp::run);
    WarmUp.run(ours);
    int threads = Cores.count();
    int best = stock.map(work -> betterThreads(work, threads)).orElse(threads);
    List<Double> our = new ArrayList<>();
    List<Double> their = new ArrayList<>();
    long end = System.nanoTime() + LIMIT_NANOS;
    for (int i = 0; i < rounds && (i < LEAST_ROUNDS || System.nanoTime() < end); i++) {
      our.addAll(turn(ours, 1));
      stock.ifPresent(work -> their.addAll(turn(work, best)));
      rest(best);
    }
    double tokens = (double) training.batch() * training.steps();
    double us = tokens / Timing.median(our);
    String title = training.title(inference ? "infer" : "train");
    List<Measure> measures = new ArrayList<>();
    StepCost cost = StepCost.of(our, ours);
    say.accept(inference ? cost.line(title) : cost.line(title, operations(training, data), peak));
    stock.ifPresent(
        work ->
            measures.add(
                beside(title, us, new Measure.Rival("stock-dl4j", tokens / Timing.median(their)))));
    torch
        .flatMap(peer -> RecurrentPeer.step(peer, training, inference, threads, 2))
        .ifPresent(
            seconds ->
                measures.add(beside(title, us, new Measure.Rival("pytorch", tokens / seconds))));
    if (measures.isEmpty()) {
      measures.add(Measure.alone(name(), title, us, "tokens/s"));
    }
    measures.forEach(measure -> say.accept(line(measure)));
    return measures;
  }

  /** Additions and multiplications of the steps that count. */
  private static double operations(TrainingCase training, MultiDataSet data) {
    return training.operations() * data.getFeaturesMaskArray(0).meanNumber().doubleValue();
  }

  /** What all cores bring over one, each in a Java of its own. */
  private Optional<Measure> cores(Consumer<String> say) {
    TrainingCase training = standard(Cell.LSTM);
    if (Cores.count() == 1) {
      return Optional.empty();
    }
    double tokens = (double) training.batch() * training.steps();
    Optional<Measure> measure =
        SomeCores.seconds(training, 1)
            .flatMap(
                one ->
                    SomeCores.seconds(training, Cores.count())
                        .map(
                            all ->
                                beside(
                                    "all cores, " + training.title("train"),
                                    tokens / all,
                                    new Measure.Rival("one core", tokens / one))));
    measure.ifPresent(each -> say.accept(line(each)));
    return measure;
  }

  private Measure beside(String title, double ours, Measure.Rival rival) {
    return new Measure(name(), title, ours, "tokens/s", Optional.of(rival));
  }

  /** As this project's classifiers answer. */
  private static Runnable answers(TrainingCase training, MultiDataSet data) {
    ForwardPlan plan = ForwardPlan.of(training.kernels()).orElseThrow();
    int[][] ids = sequences(data);
    return () -> plan.answer(ids);
  }

  /** The ids of the steps that count, which are the first ones. */
  public static int[][] sequences(MultiDataSet data) {
    int[][] all = data.getFeatures(0).toIntMatrix();
    for (int i = 0; i < all.length && data.getFeaturesMaskArray(0) != null; i++) {
      int length = data.getFeaturesMaskArray(0).getRow(i).sumNumber().intValue();
      all[i] = Arrays.copyOf(all[i], length);
    }
    return all;
  }

  private static Runnable work(ComputationGraph network, MultiDataSet data, boolean inference) {
    return inference
        ? () -> network.output(false, data.getFeatures(), data.getFeaturesMaskArrays())
        : () -> network.fit(data);
  }

  /**
   * The number of BLAS threads at which {@code work} is quicker: one or all; the first run of each
   * warms up.
   */
  private static int betterThreads(Runnable work, int all) {
    Timing.once(work, 1);
    double one = Math.min(Timing.once(work, 1), Timing.once(work, 1));
    Timing.once(work, all);
    return Math.min(Timing.once(work, all), Timing.once(work, all)) < one ? all : 1;
  }

  /** What a vocabulary of a million words costs over one of twenty thousand. */
  private Measure manyIds(int rounds, Consumer<String> say) {
    TrainingCase few = standard(Cell.LSTM);
    TrainingCase many = new TrainingCase(Cell.LSTM, 1_000_000, 128, 128, 64, 32, Lengths.HALF);
    List<Runnable> works =
        List.of(work(many.kernels(), many.data(), false), work(few.kernels(), few.data(), false));
    works.forEach(WarmUp::run);
    List<List<Double>> seconds = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < 3 * rounds; i++) {
      for (int n = 0; n < 2; n++) {
        seconds.get(n).add(Timing.once(works.get(n), 1));
      }
    }
    double tokens = (double) few.batch() * few.steps();
    Measure measure =
        beside(
            many.title("train"),
            tokens / Timing.median(seconds.get(0)),
            new Measure.Rival("kernels with V=20000", tokens / Timing.median(seconds.get(1))));
    say.accept(line(measure));
    return measure;
  }

  /** Some steps, and then those whose times count. */
  private static List<Double> turn(Runnable work, int threads) {
    times(work, threads, SETTLING_SECONDS);
    return times(work, threads, TURN_SECONDS);
  }

  private static List<Double> times(Runnable work, int threads, double length) {
    List<Double> times = new ArrayList<>();
    long end = System.nanoTime() + (long) (length * 1e9);
    do {
      times.add(Timing.once(work, threads));
    } while (System.nanoTime() < end);
    return times;
  }

  /** OpenBLAS's threads go on spinning for a while, which the next to be measured must not pay. */
  private static void rest(int threads) {
    if (threads > 1) {
      LockSupport.parkNanos(100_000_000L);
    }
  }

  private static String line(Measure measure) {
    return String.format(
            Locale.ROOT, "%-46s %,10.0f %s", measure.what(), measure.ours(), measure.unit())
        + measure
            .rival()
            .map(
                rival ->
                    String.format(
                        Locale.ROOT,
                        ", %s %,10.0f: %.1f times",
                        rival.name(),
                        rival.theirs(),
                        measure.ours() / rival.theirs()))
            .orElse("");
  }
}
