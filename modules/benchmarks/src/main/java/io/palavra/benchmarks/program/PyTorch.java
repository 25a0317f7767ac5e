package io.palavra.benchmarks.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PyTorch in a process of its own, where a Python that has it is installed. */
public final class PyTorch {
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
  public static Optional<PyTorch> find() {
    return Stream.of(System.getenv("PALAVRA_PYTHON"), "/usr/bin/python3", "python3")
        .filter(name -> name != null && !name.isBlank())
        .flatMap(
            name ->
                Answer.of(List.of(name, "-c", "import torch; print(torch.__version__)"), LIMIT)
                    .map(version -> new PyTorch(name, version))
                    .stream())
        .findFirst();
  }

  /** Its version. */
  public String version() {
    return version;
  }

  /**
   * The number that a script prints; none where it fails or takes too long.
   *
   * @param beside the class that the script lies beside
   * @param name of the resource
   */
  public Optional<Double> script(Class<?> beside, String name, List<String> arguments) {
    try {
      Path script = Files.createTempFile("palavra-", ".py");
      try (InputStream source = beside.getResourceAsStream(name)) {
        Files.write(script, source.readAllBytes());
        List<String> command = new ArrayList<>(List.of(python, script.toString()));
        command.addAll(arguments);
        return Answer.number(command, LIMIT);
      } finally {
        Files.delete(script);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
