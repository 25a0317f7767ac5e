package io.palavra.benchmarks;

import io.palavra.benchmarks.program.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** PyTorch in a process of its own, where a Python that has it is installed. */
final class PyTorch {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private final String python;
  private final String version;

  private PyTorch(String python, String version) {
    this.python = python;
    this.version = version;
  }

  /**
   * Looks for a Python with PyTorch: the one that the environment variable {@code PALAVRA_PYTHON}
   * names, then {@code /usr/bin/python3} and {@code python3}.
   */
  static Optional<PyTorch> find() {
    return Stream.of(System.getenv("PALAVRA_PYTHON"), "/usr/bin/python3", "python3")
        .filter(name -> name != null && !name.isBlank())
        .flatMap(
            name ->
                Answer.of(List.of(name, "-c", "import torch; print(torch.__version__)"), LIMIT)
                    .map(version -> new PyTorch(name, version))
                    .stream())
        .findFirst();
  }

  String version() {
    return version;
  }

  /**
   * Median seconds of a step with the number of threads that is quicker: one or {@code threads}.
   */
  Optional<Double> step(TrainingCase training, boolean inference, int threads, double seconds) {
    return Stream.of(1, threads)
        .distinct()
        .flatMap(n -> step(training, inference, n, seconds, threads).stream())
        .min(Double::compare);
  }

  private Optional<Double> step(
      TrainingCase training, boolean inference, int threads, double seconds, int all) {
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
    return script("recurrent.py", arguments);
  }

  /**
   * The number that a script prints; none where it fails or takes too long.
   *
   * @param name a resource beside this class
   */
  Optional<Double> script(String name, List<String> arguments) {
    try {
      Path script = Files.createTempFile("palavra-", ".py");
      try (InputStream source = PyTorch.class.getResourceAsStream(name)) {
        Files.write(script, source.readAllBytes());
        List<String> command = new ArrayList<>(List.of(python, script.toString()));
        command.addAll(arguments);
        return Answer.of(command, LIMIT).map(Double::valueOf);
      } finally {
        Files.delete(script);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
