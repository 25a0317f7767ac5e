package io.palavra.benchmarks.translator;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.benchmarks.Timing;
import io.palavra.benchmarks.WarmUp;
import io.palavra.benchmarks.program.PyTorch;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.translator.network.Architecture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.openblas.global.openblas;

/**
 * Training steps and translations of the translator's own networks, and of the same networks in
 * PyTorch, in turns: ours, PyTorch with one thread, with all of them, and ours again. The better
 * medians of both count.
 */
public final class TranslatorBenchmark implements Suite {
  private static final int TRAINED = 64;
  private static final List<Integer> BATCHES = List.of(1, 64);

  @Override
  public String name() {
    return "translator";
  }

  @Override
  public String description() {
    return "training and translation with attention and a Transformer beside PyTorch";
  }

  @Override
  public List<Measure> run(boolean quick, Consumer<String> say) {
    Optional<PyTorch> torch = PyTorch.find();
    say.accept(
        "translator: "
            + Arithmetics.floats().description()
            + ", "
            + Cores.count()
            + " threads; PyTorch: "
            + torch.map(PyTorch::version).orElse("not installed"));
    double seconds = quick ? 2 : 8;
    List<TranslatorCase> cases =
        Stream.of(
                new TranslatorCase(Architecture.RECURRENT, 256),
                new TranslatorCase(Architecture.RECURRENT, 512),
                new TranslatorCase(Architecture.TRANSFORMER, 256))
            .filter(each -> !quick || each.units() == 256)
            .toList();
    List<Measure> measures = new ArrayList<>();
    int threads = openblas.blas_get_num_threads();
    openblas.blas_set_num_threads(1);
    try {
      for (TranslatorCase each : cases) {
        Work training = new Work(each, "train", TRAINED, each.training(TRAINED));
        measures.add(measure(training, seconds, torch, say));
        for (int beam : new int[] {1, 5}) {
          for (int batch : BATCHES) {
            String what = beam == 1 ? "greedy" : "beam" + beam;
            Work translation = new Work(each, what, batch, each.translation(beam, batch));
            measures.add(measure(translation, seconds, torch, say));
          }
        }
      }
    } finally {
      openblas.blas_set_num_threads(threads);
    }
    return measures;
  }

  private record Work(TranslatorCase size, String what, int batch, Runnable ours) {
    /** Target tokens of a training step, or sentences translated. */
    double amount() {
      return what.equals("train") ? (double) batch * TranslatorCase.STEPS : batch;
    }

    String unit() {
      return what.equals("train") ? "tokens/s" : "sentences/s";
    }
  }

  private Measure measure(
      Work work, double seconds, Optional<PyTorch> torch, Consumer<String> say) {
    WarmUp.run(work.ours);
    List<Double> first = Timing.every(seconds(seconds / 2), work.ours);
    Optional<Double> theirs =
        torch.flatMap(
            peer ->
                Stream.of(1, Cores.count())
                    .distinct()
                    .flatMap(
                        n ->
                            peer
                                .script(
                                    TranslatorBenchmark.class,
                                    "translator.py",
                                    work.size.arguments(work.what, work.batch, n, seconds / 2))
                                .stream())
                    .min(Double::compare));
    List<Double> second = Timing.every(seconds(seconds / 2), work.ours);
    double us = work.amount() / Math.min(Timing.median(first), Timing.median(second));
    Measure measure =
        new Measure(
            name(),
            work.size.title(work.what, work.batch),
            us,
            work.unit(),
            theirs.map(time -> new Measure.Rival("pytorch", work.amount() / time)));
    say.accept(line(measure));
    return measure;
  }

  private static Duration seconds(double length) {
    return Duration.ofMillis((long) (length * 1000));
  }

  private static String line(Measure measure) {
    String peer =
        measure
            .rival()
            .map(
                rival ->
                    String.format(
                        Locale.ROOT,
                        ", %s %,.1f: %.2f times",
                        rival.name(),
                        rival.theirs(),
                        measure.ours() / rival.theirs()))
            .orElse("");
    return String.format(
        Locale.ROOT, "%-48s %,10.1f %s%s", measure.what(), measure.ours(), measure.unit(), peer);
  }
}
