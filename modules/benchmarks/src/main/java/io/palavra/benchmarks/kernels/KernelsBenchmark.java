package io.palavra.benchmarks.kernels;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.benchmarks.kernels.AttentionCase.Kind;
import io.palavra.benchmarks.kernels.KernelStep.Layers;
import io.palavra.benchmarks.kernels.KernelStep.What;
import io.palavra.benchmarks.kernels.TrainingCase.Cell;
import io.palavra.benchmarks.kernels.TrainingCase.Lengths;
import io.palavra.benchmarks.program.Djl;
import io.palavra.benchmarks.program.PyTorch;
import io.palavra.benchmarks.sidebyside.Program;
import io.palavra.benchmarks.sidebyside.SideBySide;
import io.palavra.benchmarks.sidebyside.StepCost;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.Cores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Whole training steps, and predictions, of sequence classifiers on this project's layers and on
 * others, in turns, each in a program of its own that has run before until its compiler rested. The
 * others may have one thread or all, of which the better counts. Ours leave BLAS one thread.
 */
public final class KernelsBenchmark implements Suite {

  @Override
  public String name() {
    return "kernels";
  }

  @Override
  public String description() {
    return "training steps and predictions of recurrent networks beside Deeplearning4j's own layers, PyTorch and Deep"
        + " Java Library";
  }

  @Override
  public List<Measure> run(boolean quick, Consumer<String> say) {
    Optional<PyTorch> torch = PyTorch.find();
    Optional<Djl> djl = Djl.find();
    say.accept(
        "kernels: "
            + Arithmetics.floats().description()
            + ", "
            + Cores.count()
            + " threads; PyTorch: "
            + torch.map(PyTorch::version).orElse("not installed")
            + "; Deep Java Library: "
            + djl.map(found -> "libtorch " + found.version()).orElse("not built"));
    Run run = new Run(quick, torch, djl, Peak.measure(say), say);
    return quick ? run.some() : run.all();
  }

  private static TrainingCase standard(Cell cell) {
    return new TrainingCase(cell, 20_000, 128, 128, 64, 32, Lengths.HALF);
  }

  private static TrainingCase prediction(int batch) {
    return new TrainingCase(Cell.LSTM, 20_000, 128, 128, 64, batch, Lengths.HALF);
  }

  /**
   * One run of the suite.
   *
   * @param peak what OpenBLAS reaches
   */
  private record Run(
      boolean quick, Optional<PyTorch> torch, Optional<Djl> djl, Peak peak, Consumer<String> say) {

    /** What two minutes have time for. */
    private List<Measure> some() {
      List<Measure> measures = new ArrayList<>(training(standard(Cell.LSTM)));
      measures.addAll(answers(prediction(64)));
      measures.addAll(attention(AttentionCase.small(Kind.TRANSFORMER)));
      return measures;
    }

    private List<Measure> all() {
      List<Measure> measures = new ArrayList<>();
      for (Cell cell : Cell.values()) {
        measures.addAll(training(standard(cell)));
      }
      for (TrainingCase each :
          List.of(
              new TrainingCase(Cell.LSTM, 20_000, 64, 64, 64, 8, Lengths.HALF),
              new TrainingCase(Cell.LSTM, 20_000, 256, 256, 128, 64, Lengths.HALF),
              new TrainingCase(Cell.LSTM, 20_000, 512, 512, 64, 32, Lengths.HALF),
              new TrainingCase(Cell.LSTM, 20_000, 128, 128, 50, 32, Lengths.MR),
              new TrainingCase(Cell.LSTM, 20_000, 128, 128, 400, 32, Lengths.IMDB))) {
        measures.addAll(training(each));
      }
      measures.addAll(answers(prediction(1)));
      measures.addAll(answers(prediction(64)));
      measures.addAll(manyIds());
      measures.addAll(cores());
      for (Kind kind : Kind.values()) {
        measures.addAll(attention(AttentionCase.small(kind)));
        measures.addAll(attention(AttentionCase.large(kind)));
      }
      return measures;
    }

    private List<Measure> training(TrainingCase size) {
      Map<String, StepCost> costs = costs(programs(size, What.TRAIN));
      String title = size.title("train");
      StepCost ours = costs.get("kernels");
      double operations = operations(size);
      say.accept(
          ours.line(title)
              + String.format(
                  Locale.ROOT,
                  ", %.0f GFLOP/s, %.0f %% of OpenBLAS's on all threads",
                  operations / ours.median() * 1e-9,
                  100 * operations / ours.median() / peak.all()));
      return measures(title, size.tokens(), costs);
    }

    private List<Measure> answers(TrainingCase size) {
      Map<String, StepCost> costs = costs(programs(size, What.INFER));
      String title = size.title("infer");
      say.accept(costs.get("kernels").line(title));
      return measures(title, size.tokens(), costs);
    }

    private List<Measure> attention(AttentionCase size) {
      List<Program> programs = new ArrayList<>(List.of(KernelStep.of(size)));
      torch.ifPresent(peer -> programs.add(KernelStep.of(peer, size)));
      Map<String, StepCost> costs = costs(programs);
      say.accept(costs.get("kernels").line(size.title()));
      return measures(size.title(), size.tokens(), costs);
    }

    private List<Program> programs(TrainingCase size, What what) {
      List<Program> programs = new ArrayList<>();
      programs.add(KernelStep.of(size, what, Layers.KERNELS));
      if (size.cell().stock()) {
        programs.add(KernelStep.of(size, what, Layers.STOCK));
      }
      torch.ifPresent(peer -> programs.add(KernelStep.of(peer, size, what)));
      djl.ifPresent(peer -> programs.add(KernelStep.of(peer, size, what)));
      return programs;
    }

    private Map<String, StepCost> costs(List<Program> programs) {
      return SideBySide.of(quick).costs(programs);
    }

    /** What a vocabulary of a million words costs over one of twenty thousand. */
    private List<Measure> manyIds() {
      TrainingCase few = standard(Cell.LSTM);
      TrainingCase many = new TrainingCase(Cell.LSTM, 1_000_000, 128, 128, 64, 32, Lengths.HALF);
      return measures(
          many.title("train"),
          many.tokens(),
          costs(
              List.of(
                  KernelStep.of(many, What.TRAIN, Layers.KERNELS),
                  KernelStep.of(
                      "kernels with V=20000", few, What.TRAIN, Layers.KERNELS, List.of()))));
    }

    /** What all cores bring over one. */
    private List<Measure> cores() {
      if (Cores.count() == 1) {
        return List.of();
      }
      TrainingCase size = standard(Cell.LSTM);
      return measures(
          "all cores, " + size.title("train"),
          size.tokens(),
          costs(
              List.of(
                  KernelStep.of(size, What.TRAIN, Layers.KERNELS),
                  KernelStep.of(
                      "one core",
                      size,
                      What.TRAIN,
                      Layers.KERNELS,
                      List.of("-XX:ActiveProcessorCount=1")))));
    }

    /** The first of the costs is ours. */
    private List<Measure> measures(String title, double tokens, Map<String, StepCost> costs) {
      List<Measure> measures = SideBySide.measures("kernels", title, "tokens/s", tokens, costs);
      measures.forEach(measure -> say.accept(measure.line()));
      return measures;
    }
  }

  /** Additions and multiplications of the steps that count. */
  private static double operations(TrainingCase size) {
    MultiDataSet data = size.data();
    return size.operations() * data.getFeaturesMaskArray(0).meanNumber().doubleValue();
  }
}
