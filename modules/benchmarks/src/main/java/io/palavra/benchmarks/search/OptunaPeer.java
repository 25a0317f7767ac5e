package io.palavra.benchmarks.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Optuna in a process of its own, where a Python that has it is installed. */
final class OptunaPeer {
  private final String python;
  private final String version;

  private OptunaPeer(String python, String version) {
    this.python = python;
    this.version = version;
  }

  /** The Python that {@code PALAVRA_PYTHON} names, or {@code python3}; empty without Optuna. */
  static Optional<OptunaPeer> find() {
    return Stream.of(System.getenv("PALAVRA_PYTHON"), "python3")
        .filter(name -> name != null && !name.isBlank())
        .flatMap(
            name ->
                lines(List.of(name, "-c", "import optuna; print(optuna.__version__)")).stream()
                    .limit(1)
                    .map(version -> new OptunaPeer(name, version)))
        .findFirst();
  }

  String version() {
    return version;
  }

  /** The regret of every seed, by function and sampler: {@code branin tpe}. */
  SortedMap<String, List<Double>> regrets(int evaluations, int seeds) throws IOException {
    Path script = Files.createTempFile("palavra-", ".py");
    SortedMap<String, List<Double>> all = new TreeMap<>();
    try (InputStream source = OptunaPeer.class.getResourceAsStream("optuna_regret.py")) {
      Files.write(script, source.readAllBytes());
      for (String line : lines(List.of(python, script.toString(), "" + evaluations, "" + seeds))) {
        String[] words = line.split(" ");
        all.computeIfAbsent(words[0] + " " + words[1], key -> new ArrayList<>())
            .add(Double.valueOf(words[3]));
      }
    } finally {
      Files.delete(script);
    }
    return all;
  }

  /** What a command prints; nothing if it can not be started. */
  private static List<String> lines(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        return out.lines().toList();
      }
    } catch (IOException notThere) {
      return List.of();
    }
  }
}
