package io.palavra.benchmarks.kernels;

import io.palavra.benchmarks.Timing;
import io.palavra.benchmarks.WarmUp;
import io.palavra.benchmarks.kernels.TrainingCase.Cell;
import io.palavra.benchmarks.kernels.TrainingCase.Lengths;
import io.palavra.benchmarks.program.Answer;
import io.palavra.benchmarks.program.JavaProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.openblas.global.openblas;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Training steps in a Java of its own that is told how many cores it has. */
final class SomeCores {
  private static final Duration LENGTH = Duration.ofSeconds(4);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private SomeCores() {}

  /** Median seconds of a step of a case with lengths of half of the steps at least. */
  static Optional<Double> seconds(TrainingCase training, int cores) {
    List<String> arguments = new ArrayList<>(List.of(training.cell().name()));
    for (int size :
        new int[] {
          training.ids(), training.vector(), training.units(), training.steps(), training.batch()
        }) {
      arguments.add(Integer.toString(size));
    }
    List<String> options = List.of("-XX:ActiveProcessorCount=" + cores);
    return Answer.number(JavaProgram.like(SomeCores.class, options, arguments), LIMIT);
  }

  /** {@code CELL IDS VECTOR UNITS STEPS BATCH}: prints the median seconds. */
  public static void main(String[] args) {
    int[] sizes = new int[args.length - 1];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Integer.parseInt(args[i + 1]);
    }
    TrainingCase training =
        new TrainingCase(
            Cell.valueOf(args[0]), sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], Lengths.HALF);
    openblas.blas_set_num_threads(1);
    ComputationGraph network = training.kernels();
    MultiDataSet data = training.data();
    WarmUp.run(() -> network.fit(data));
    System.out.println(Timing.median(Timing.every(LENGTH, () -> network.fit(data))));
  }
}
