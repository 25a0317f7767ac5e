package io.palavra.benchmarks.kernels;

import io.palavra.benchmarks.kernels.TrainingCase.Lengths;
import io.palavra.benchmarks.program.Djl;
import io.palavra.benchmarks.program.JavaProgram;
import io.palavra.benchmarks.program.PyTorch;
import io.palavra.benchmarks.sidebyside.Program;
import io.palavra.benchmarks.sidebyside.StepServer;
import io.palavra.kernels.forward.ForwardPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** A step of a {@link TrainingCase} or an {@link AttentionCase} in a program of its own. */
public final class KernelStep {
  private static final String ATTENTION = "attention";

  private KernelStep() {}

  /** Whose layers the network is built of. */
  enum Layers {
    KERNELS("kernels"),
    STOCK("stock-dl4j");

    private final String title;

    Layers(String title) {
      this.title = title;
    }
  }

  /** What is done with the network. */
  enum What {
    TRAIN,
    INFER;

    String title() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A program that trains or answers.
   *
   * @param options of its JVM, besides this one's
   */
  static Program of(
      String name, TrainingCase size, What what, Layers layers, List<String> options) {
    List<String> arguments =
        new ArrayList<>(List.of(what.name(), layers.name(), size.lengths().name()));
    arguments.addAll(size.arguments());
    return new Program(name, JavaProgram.like(KernelStep.class, options, arguments));
  }

  /** A program that trains or answers. */
  static Program of(TrainingCase size, What what, Layers layers) {
    return of(layers.title, size, what, layers, List.of());
  }

  /** A program that trains. */
  static Program of(AttentionCase size) {
    List<String> arguments = new ArrayList<>(List.of(ATTENTION));
    arguments.addAll(size.arguments());
    return new Program(
        Layers.KERNELS.title, JavaProgram.like(KernelStep.class, List.of(), arguments));
  }

  /** PyTorch's program for the same. */
  static Program of(PyTorch torch, TrainingCase size, What what) {
    return new Program(
        "pytorch", torch.command(KernelStep.class, "recurrent.py", withLengths(size, what)));
  }

  /** Deep Java Library's program for the same. */
  static Program of(Djl djl, TrainingCase size, What what) {
    return new Program("djl-libtorch", djl.classifier(withLengths(size, what)));
  }

  private static List<String> withLengths(TrainingCase size, What what) {
    List<String> arguments = new ArrayList<>(List.of(what.title()));
    arguments.addAll(size.arguments());
    arguments.add(
        Stream.of(sequences(size.data()))
            .map(ids -> Integer.toString(ids.length))
            .collect(Collectors.joining(",")));
    return arguments;
  }

  /** PyTorch's program for the same. */
  static Program of(PyTorch torch, AttentionCase size) {
    return new Program(
        "pytorch", torch.command(KernelStep.class, "attention.py", size.arguments()));
  }

  /** {@code attention KIND SIZES}, or {@code TRAIN|INFER KERNELS|STOCK LENGTHS CELL SIZES}. */
  public static void main(String[] args) {
    List<String> words = List.of(args);
    if (words.get(0).equals(ATTENTION)) {
      AttentionCase size = AttentionCase.of(words.subList(1, words.size()));
      StepServer.serve(() -> training(size.network(), size.data()), StepServer.ONE_THREAD);
      return;
    }
    TrainingCase size =
        TrainingCase.of(words.subList(3, words.size()), Lengths.valueOf(words.get(2)));
    boolean ours = Layers.valueOf(words.get(1)) == Layers.KERNELS;
    StepServer.serve(
        work(size, What.valueOf(words.get(0)), ours),
        ours ? StepServer.ONE_THREAD : StepServer.oneThreadOrAll());
  }

  private static Supplier<Runnable> work(TrainingCase size, What what, boolean ours) {
    return () -> {
      ComputationGraph network = ours ? size.kernels() : size.stock();
      if (what == What.TRAIN) {
        return training(network, size.data());
      }
      return ours ? answers(network, size.data()) : outputs(network, size.data());
    };
  }

  private static Runnable training(ComputationGraph network, MultiDataSet data) {
    return () -> network.fit(data);
  }

  private static Runnable outputs(ComputationGraph network, MultiDataSet data) {
    return () -> network.output(false, data.getFeatures(), data.getFeaturesMaskArrays());
  }

  /** As this project's classifiers answer. */
  private static Runnable answers(ComputationGraph network, MultiDataSet data) {
    ForwardPlan plan = ForwardPlan.of(network).orElseThrow();
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
}
