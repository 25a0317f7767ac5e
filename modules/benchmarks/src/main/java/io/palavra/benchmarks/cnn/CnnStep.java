package io.palavra.benchmarks.cnn;

import io.palavra.benchmarks.kernels.KernelStep;
import io.palavra.benchmarks.program.JavaProgram;
import io.palavra.benchmarks.program.PyTorch;
import io.palavra.benchmarks.sidebyside.Program;
import io.palavra.benchmarks.sidebyside.StepServer;
import io.palavra.kernels.forward.ForwardPlan;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.MultiDataSet;

/** A step of a {@link CnnCase} in a program of its own. */
public final class CnnStep {
  private static final String OURS = "kernels";
  private static final String STOCK = "stock-dl4j";

  private CnnStep() {}

  /**
   * Ours, Deeplearning4j's and PyTorch's program.
   *
   * @param what {@code train} or {@code infer}
   */
  static List<Program> programs(CnnCase size, String what) {
    List<String> arguments = new ArrayList<>(List.of(what));
    arguments.addAll(size.arguments());
    List<Program> programs = new ArrayList<>();
    for (String layers : List.of(OURS, STOCK)) {
      List<String> all = new ArrayList<>(List.of(layers));
      all.addAll(arguments);
      programs.add(new Program(layers, JavaProgram.like(CnnStep.class, List.of(), all)));
    }
    PyTorch.find()
        .map(
            torch -> new Program("pytorch", torch.command(CnnStep.class, "cnn_peer.py", arguments)))
        .ifPresent(programs::add);
    return programs;
  }

  /** {@code kernels|stock-dl4j train|infer words|letters SIZES}. */
  public static void main(String[] args) {
    List<String> words = List.of(args);
    boolean ours = words.get(0).equals(OURS);
    boolean training = words.get(1).equals("train");
    CnnCase size = CnnCase.of(words.subList(2, words.size()));
    StepServer.serve(
        () -> work(size, ours, training),
        ours ? StepServer.ONE_THREAD : StepServer.oneThreadOrAll());
  }

  private static Runnable work(CnnCase size, boolean ours, boolean training) {
    MultiDataSet data = size.data();
    ComputationGraph network = ours ? size.kernels() : size.stock();
    if (training) {
      return () -> network.fit(data);
    }
    return ours ? answers(network, data) : outputs(network, data);
  }

  /** As this project's classifiers answer: by a plan where the network has one. */
  private static Runnable answers(ComputationGraph network, MultiDataSet data) {
    int[][] ids = KernelStep.sequences(data);
    return ForwardPlan.of(network)
        .<Runnable>map(plan -> () -> plan.answer(ids))
        .orElseGet(() -> outputs(network, data));
  }

  private static Runnable outputs(ComputationGraph network, MultiDataSet data) {
    return () -> network.output(false, data.getFeatures(), null, null);
  }
}
