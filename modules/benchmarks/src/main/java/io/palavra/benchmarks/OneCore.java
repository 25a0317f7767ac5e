package io.palavra.benchmarks;

import io.palavra.benchmarks.TrainingCase.Cell;
import io.palavra.benchmarks.TrainingCase.Lengths;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bytedeco.openblas.global.openblas;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Training steps in a Java of its own that is told to have one core. */
final class OneCore {
  private static final Duration LENGTH = Duration.ofSeconds(4);
  private static final long LIMIT_SECONDS = 60;

  private OneCore() {}

  /** Median seconds of a step of a case with lengths of half of the steps at least. */
  static Optional<Double> seconds(TrainingCase training) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-XX:ActiveProcessorCount=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), OneCore.class.getName()));
    command.add(training.cell().name());
    for (int size :
        new int[] {
          training.ids(), training.vector(), training.units(), training.steps(), training.batch()
        }) {
      command.add(Integer.toString(size));
    }
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.exitValue() == 0
          ? Optional.of(Double.valueOf(said.substring(said.lastIndexOf('\n') + 1)))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
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
    Timing.every(LENGTH, () -> network.fit(data));
    System.out.println(Timing.median(Timing.every(LENGTH, () -> network.fit(data))));
  }
}
