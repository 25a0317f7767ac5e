package io.palavra.benchmarks.translator;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.benchmarks.program.Djl;
import io.palavra.benchmarks.program.PyTorch;
import io.palavra.benchmarks.sidebyside.Program;
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
 * PyTorch and in Deep Java Library, in turns, those two with one thread or with all of them, of
 * which the better counts.
 */
public final class TranslatorBenchmark implements Suite {
  private static final int TRAINED = 64;
  private static final List<Work> QUICK = List.of(Work.TRAIN, Work.GREEDY, Work.GREEDY_SHORTLIST);
  private static final List<Integer> TRANSLATED = List.of(1, 64);

  @Override
  public String name() {
    return "translator";
  }

  @Override
  public String description() {
    return "training and translation with attention and a Transformer beside PyTorch and Deep Java Library";
  }

  @Override
  public List<Measure> run(boolean quick, Consumer<String> say) {
    Optional<PyTorch> torch = PyTorch.find();
    Optional<Djl> djl = Djl.find();
    say.accept(
        "translator: "
            + Arithmetics.floats().description()
            + ", "
            + Cores.count()
            + " threads; PyTorch: "
            + torch.map(PyTorch::version).orElse("not installed")
            + "; Deep Java Library: "
            + djl.map(found -> "libtorch " + found.version()).orElse("not built"));
    List<TranslatorCase> cases =
        Stream.of(
                new TranslatorCase(Architecture.RECURRENT, 256),
                new TranslatorCase(Architecture.RECURRENT, 512),
                new TranslatorCase(Architecture.TRANSFORMER, 256))
            .filter(each -> !quick || each.units() == 256)
            .toList();
    List<Measure> measures = new ArrayList<>();
    for (TranslatorCase each : cases) {
      for (Work work : quick ? QUICK : List.of(Work.values())) {
        for (int batch : work == Work.TRAIN ? List.of(TRAINED) : TRANSLATED) {
          List<Program> programs = TranslatorStep.programs(each, work, batch, torch, djl);
          List<Measure> now = measures(each, work, batch, programs, quick);
          now.forEach(measure -> say.accept(measure.line()));
          measures.addAll(now);
        }
      }
    }
    return measures;
  }

  private static List<Measure> measures(
      TranslatorCase size, Work work, int batch, List<Program> programs, boolean quick) {
    Map<String, StepCost> costs = SideBySide.of(quick).costs(programs);
    String title = size.title(work.title(), batch);
    return SideBySide.measures("translator", title, work.unit(), work.amount(batch), costs);
  }
}
