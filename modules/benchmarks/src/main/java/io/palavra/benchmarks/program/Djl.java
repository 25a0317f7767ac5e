package io.palavra.benchmarks.program;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deep Java Library on libtorch, in a process of its own with a class path of its own, where {@code
 * modules/benchmarks/djl} has been built.
 */
public final class Djl {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String PROGRAMS = "io.palavra.benchmarks.djl.";
  private static final String CLASSIFIER = "RecurrentStep";
  private static final String TRANSLATOR = "translator.TranslatorStep";
  private final Path built;
  private final String version;

  private Djl(Path built, String version) {
    this.built = built;
    this.version = version;
  }

  /** Looks at the folder {@code target} of its build, which {@code PALAVRA_DJL} names. */
  public static Optional<Djl> find() {
    return Optional.ofNullable(System.getenv("PALAVRA_DJL"))
        .filter(name -> !name.isBlank())
        .flatMap(name -> at(Path.of(name)));
  }

  /** Looks at the folder {@code target} of its build. */
  public static Optional<Djl> at(Path built) {
    return Answer.of(command(built, CLASSIFIER, List.of("version")), LIMIT)
        .map(version -> new Djl(built, version));
  }

  /** The version of libtorch. */
  public String version() {
    return version;
  }

  /**
   * The command that runs a recurrent classifier which takes turns as {@link
   * io.palavra.benchmarks.sidebyside} describes.
   */
  public List<String> classifier(List<String> arguments) {
    return command(built, CLASSIFIER, arguments);
  }

  /** The command that runs a translator's network which takes turns in the same way. */
  public List<String> translator(List<String> arguments) {
    return command(built, TRANSLATOR, arguments);
  }

  private static List<String> command(Path built, String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Some of its steps end in libtorch, whose report would lie in the folder of the benchmark.
    command.add("-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "djl-%p.log"));
    command.addAll(
        List.of(
            "-cp",
            built.resolve("classes") + File.pathSeparator + built.resolve("dependency") + "/*",
            PROGRAMS + program));
    command.addAll(arguments);
    return command;
  }
}
