package io.palavra.benchmarks.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
   * The command that runs a script which takes turns as {@link io.palavra.benchmarks.sidebyside}
   * describes, and may import {@code turns}.
   *
   * @param beside the class that the script lies beside
   * @param name of the resource
   */
  public List<String> command(Class<?> beside, String name, List<String> arguments) {
    try {
      Path folder = Files.createTempDirectory("palavra-");
      folder.toFile().deleteOnExit();
      copy(PyTorch.class, "turns.py", folder);
      List<String> command =
          new ArrayList<>(List.of(python, "-B", copy(beside, name, folder).toString()));
      command.addAll(arguments);
      return command;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path copy(Class<?> beside, String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream source = beside.getResourceAsStream(name)) {
      Files.copy(source, file);
    }
    file.toFile().deleteOnExit();
    return file;
  }
}
