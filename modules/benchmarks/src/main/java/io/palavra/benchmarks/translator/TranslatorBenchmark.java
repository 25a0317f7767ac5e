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
import java.util.LinkedHashMap;
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
    SideBySide turns = quick ? SideBySide.brief() : SideBySide.thorough();
    List<Measure> measures = new ArrayList<>();
    for (TranslatorCase each : cases) {
      for (Work work : Work.values()) {
        if (quick && work == Work.BEAM5) {
          continue;
        }
        for (int batch : work == Work.TRAIN ? List.of(TRAINED) : TRANSLATED) {
          Map<String, StepCost> costs =
              turns.costs(TranslatorStep.programs(each, work, batch, torch));
          measures.addAll(measures(each, work, batch, costs));
          measures
              .subList(measures.size() - 1, measures.size())
              .forEach(one -> say.accept(one.line()));
        }
      }
    }
    return measures;
  }

  private static List<Measure> measures(
      TranslatorCase size, Work work, int batch, Map<String, StepCost> costs) {
    Map<String, Double> rates = new LinkedHashMap<>();
    costs.forEach((name, cost) -> rates.put(name, work.amount(batch) / cost.median()));
    return Measure.beside("translator", size.title(work.title(), batch), work.unit(), rates);
  }
}
