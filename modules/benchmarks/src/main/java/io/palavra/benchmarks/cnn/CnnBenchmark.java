package io.palavra.benchmarks.cnn;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.benchmarks.Timing;
import io.palavra.benchmarks.WarmUp;
import io.palavra.benchmarks.kernels.KernelsBenchmark;
import io.palavra.benchmarks.program.PyTorch;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.kernels.forward.ForwardPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Training steps and answers of Kim's network and of one over letters, on this project's layers, on
 * Deeplearning4j's (with one BLAS thread or all, whatever is better) and in PyTorch.
 */
public final class CnnBenchmark implements Suite {
  private static final long LIMIT_NANOS = 5_000_000_000L;

  @Override
  public String name() {
    return "cnn";
  }

  @Override
  public String description() {
    return "training steps and answers of a convolutional network beside stock layers and PyTorch";
  }

  @Override
  public List<Measure> run(boolean quick, Consumer<String> say) {
    say.accept("cnn: " + Arithmetics.floats().description() + ", " + Cores.count() + " threads");
    ConvolutionCase questions = new ConvolutionCase("trec", 8_000, 128, 100, 16, 50);
    ConvolutionCase reviews = new ConvolutionCase("reviews", 20_000, 128, 100, 64, 32);
    ConvolutionCase films = new ConvolutionCase("imdb", 50_000, 128, 100, 256, 32);
    CharacterCase letters = new CharacterCase(256, 32);
    int rounds = quick ? 10 : 30;
    List<Measure> measures = new ArrayList<>();
    for (CnnCase size : quick ? List.of(questions, reviews) : List.of(questions, films, letters)) {
      measures.addAll(measure(size, true, rounds, say));
      measures.addAll(measure(size.with(1), false, rounds * 5, say));
      measures.addAll(measure(size.with(64), false, rounds, say));
    }
    return measures;
  }

  private List<Measure> measure(CnnCase size, boolean training, int rounds, Consumer<String> say) {
    MultiDataSet data = size.data();
    ComputationGraph ours = size.kernels();
    ComputationGraph stock = size.stock();
    int all = Runtime.getRuntime().availableProcessors();
    Runnable peer = work(stock, data, training);
    double us = median(training ? work(ours, data, true) : answers(ours, data), 1, rounds);
    double theirs = Math.min(median(peer, 1, rounds), median(peer, all, rounds));
    List<Measure> measures = new ArrayList<>();
    measures.add(measure(size, training, us, "stock-dl4j", theirs, say));
    torch(size, training, rounds)
        .ifPresent(torch -> measures.add(measure(size, training, us, "pytorch", torch, say)));
    return measures;
  }

  private static Optional<Double> torch(CnnCase size, boolean training, int rounds) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(size.arguments());
    arguments.add(training ? "train" : "infer");
    arguments.add(String.valueOf(rounds));
    arguments.add(size instanceof CharacterCase ? "letters" : "words");
    return PyTorch.find()
        .flatMap(python -> python.script(CnnBenchmark.class, "cnn_peer.py", arguments));
  }

  private Measure measure(
      CnnCase size,
      boolean training,
      double ours,
      String peer,
      double theirs,
      Consumer<String> say) {
    String title = size.title(training ? "cnn-train" : "cnn-infer");
    say.accept(
        String.format(
            Locale.ROOT,
            "%-52s %9.2f ms, %-10s %9.2f ms: %.1f times",
            title,
            ours * 1e3,
            peer,
            theirs * 1e3,
            theirs / ours));
    return new Measure(
        name(),
        title,
        size.batch() / ours,
        "texts/s",
        Optional.of(new Measure.Rival(peer, size.batch() / theirs)));
  }

  /** As this project's classifiers answer: by a plan where the network has one. */
  private static Runnable answers(ComputationGraph network, MultiDataSet data) {
    int[][] ids = KernelsBenchmark.sequences(data);
    return ForwardPlan.of(network)
        .<Runnable>map(plan -> () -> plan.answer(ids))
        .orElseGet(() -> work(network, data, false));
  }

  private static Runnable work(ComputationGraph network, MultiDataSet data, boolean training) {
    return training
        ? () -> network.fit(data)
        : () -> network.output(false, data.getFeatures(), null, null);
  }

  /**
   * Each program has the machine for itself, one step after the other, as the peer in its own
   * process has.
   */
  private static double median(Runnable work, int threads, int rounds) {
    WarmUp.run(work);
    Timing.once(work, threads);
    List<Double> values = new ArrayList<>();
    long end = System.nanoTime() + LIMIT_NANOS;
    for (int i = 0; i < rounds && (i < 3 || System.nanoTime() < end); i++) {
      values.add(Timing.once(work, threads));
    }
    return Timing.median(values);
  }
}
