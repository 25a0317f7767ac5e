package io.palavra.benchmarks.cnn;

import io.palavra.benchmarks.Measure;
import io.palavra.benchmarks.Suite;
import io.palavra.benchmarks.sidebyside.SideBySide;
import io.palavra.benchmarks.sidebyside.StepCost;
import io.palavra.kernels.arithmetic.Arithmetics;
import io.palavra.kernels.arithmetic.Cores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Training steps and answers of Kim's network and of one over letters, on this project's layers, on
 * Deeplearning4j's (with one BLAS thread or all, whatever is better) and in PyTorch, in turns.
 */
public final class CnnBenchmark implements Suite {
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
    ConvolutionCase films = new ConvolutionCase("imdb", 50_000, 128, 100, 256, 32);
    CharacterCase letters = new CharacterCase(256, 32);
    List<Measure> measures = new ArrayList<>();
    for (CnnCase size : quick ? List.of(questions) : List.of(questions, films, letters)) {
      measures.addAll(measure(size, "train", quick, say));
      measures.addAll(measure(size.with(1), "infer", quick, say));
      measures.addAll(measure(size.with(64), "infer", quick, say));
    }
    return measures;
  }

  private static List<Measure> measure(
      CnnCase size, String what, boolean quick, Consumer<String> say) {
    Map<String, StepCost> costs = SideBySide.of(quick).costs(CnnStep.programs(size, what));
    String title = size.title("cnn-" + what);
    costs.forEach((name, cost) -> say.accept(cost.line(title + " " + name)));
    List<Measure> measures = SideBySide.measures("cnn", title, "texts/s", size.batch(), costs);
    measures.forEach(measure -> say.accept(measure.line()));
    return measures;
  }
}
