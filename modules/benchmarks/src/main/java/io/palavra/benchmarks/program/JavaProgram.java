package io.palavra.benchmarks.program;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class on this class path, to be run by this Java in a process of its own. */
public final class JavaProgram {

  private JavaProgram() {}

  /**
   * The command, with the options that this Java was started with.
   *
   * @param options further ones, which win
   */
  public static List<String> like(Class<?> main, List<String> options, List<String> arguments) {
    List<String> all = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    all.addAll(options);
    return with(main, all, arguments);
  }

  /** The command, with no options but these. */
  public static List<String> with(Class<?> main, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }
}
