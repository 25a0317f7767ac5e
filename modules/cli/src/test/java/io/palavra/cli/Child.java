package io.palavra.cli;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, with what it says on standard error in a file. */
final class Child implements AutoCloseable {
  private static final long MOST_SECONDS = 300;

  private final Process process;
  private final Path err;

  private Child(Process process, Path err) {
    this.process = process;
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder for the file with standard error
   * @param arguments of palavra
   */
  static Child start(Path folder, String... arguments) throws IOException {
    return under(List.of(), folder, arguments);
  }

  /** Starts it under another command, such as a shell that limits it first. */
  static Child under(List<String> outer, Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(outer);
    command.addAll(command(arguments));
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().remove("NO_COLOR");
    builder.environment().put("TERM", "xterm");
    return new Child(builder.start(), err);
  }

  /** The command, word by word. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:-UsePerfData", "-Djdk.serialFilter=!*"));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", classPath(), Palavra.class.getName()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static String classPath() {
    if (!(Child.class.getClassLoader() instanceof URLClassLoader loader)) {
      return System.getProperty("java.class.path");
    }
    List<String> parts = new ArrayList<>();
    for (URL url : loader.getURLs()) {
      try {
        parts.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
    return String.join(File.pathSeparator, parts);
  }

  Process process() {
    return process;
  }

  /** Everything on standard output. */
  String out() throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Everything on standard error so far. */
  String err() throws IOException {
    return Files.readString(err, StandardCharsets.UTF_8);
  }

  /** The exit code, once there is one. */
  int code() throws InterruptedException {
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still at work after " + MOST_SECONDS + " s");
    }
    return process.exitValue();
  }

  /** Leaves no process behind. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
