package io.palavra.benchmarks.translator;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.benchmarks.program.PyTorch;
import io.palavra.benchmarks.sidebyside.SideBySide;
import io.palavra.benchmarks.sidebyside.StepCost;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.Cores;
import io.palavra.translator.network.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Training steps and translations of the translator's own networks, and of the same networks in
 * PyTorch, in turns, PyTorch with one thread or with all of them, of which the better counts.
 */
public final class TranslatorBenchmark implements Suite {
  private static final int TRAINED = 64;
  private static final List<Integer> TRANSLATED = List.of(1, 64);

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
    List<TranslatorCase> cases =
        Stream.of(
                new TranslatorCase(Architecture.RECURRENT, 256),
                new TranslatorCase(Architecture.RECURRENT, 512),
                new TranslatorCase(Architecture.TRANSFORMER, 256))
            .filter(each -> !quick || each.units() == 256)
            .toList();
    List<Measure> measures = new ArrayList<>();
    for (TranslatorCase each : cases) {
      for (Work work : quick ? List.of(Work.TRAIN, Work.GREEDY) : List.of(Work.values())) {
        for (int batch : work == Work.TRAIN ? List.of(TRAINED) : TRANSLATED) {
          List<Measure> now = measures(each, work, batch, torch, quick);
          now.forEach(measure -> say.accept(measure.line()));
          measures.addAll(now);
        }
      }
    }
    return measures;
  }

  private static List<Measure> measures(
      TranslatorCase size, Work work, int batch, Optional<PyTorch> torch, boolean quick) {
    Map<String, StepCost> costs =
        SideBySide.of(quick).costs(TranslatorStep.programs(size, work, batch, torch));
    String title = size.title(work.title(), batch);
    return SideBySide.measures("translator", title, work.unit(), work.amount(batch), costs);
  }
}
