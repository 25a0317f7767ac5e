package io.palavra.benchmarks.kernels;

import io.palavra.benchmarks.program.PyTorch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The step of a {@link TrainingCase} in PyTorch. */
final class RecurrentPeer {

  private RecurrentPeer() {}

  /**
   * Median seconds of a step with the number of threads that is quicker: one or {@code threads}.
   */
  static Optional<Double> step(
      PyTorch torch, TrainingCase training, boolean inference, int threads, double seconds) {
    return Stream.of(1, threads)
        .distinct()
        .flatMap(n -> step(torch, training, inference, n, seconds, threads).stream())
        .min(Double::compare);
  }

  private static Optional<Double> step(
      PyTorch torch,
      TrainingCase training,
      boolean inference,
      int threads,
      double seconds,
      int all) {
    List<String> arguments = new ArrayList<>();
    arguments.add(training.cell().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    for (int size :
        new int[] {
          training.ids(),
          training.vector(),
          training.units(),
          training.steps(),
          training.batch(),
          threads
        }) {
      arguments.add(Integer.toString(size));
    }
    arguments.add(String.format(Locale.ROOT, "%.2f", threads == all ? seconds : seconds / 2));
    if (inference) {
      arguments.add("infer");
    }
    return torch.script(RecurrentPeer.class, "recurrent.py", arguments);
  }
}
