package io.palavra.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Other programs that train word vectors, where they are installed. */
final class EmbeddingPeers {
  private static final Pattern SPEED = Pattern.compile("words/sec/thread:\\s*(\\d+)");
  private static final int LIMIT_MINUTES = 30;

  private final Path folder;
  private final int threads;
  private final Optional<String> python;
  private final boolean fastText;

  /**
   * @param folder for their files
   */
  EmbeddingPeers(Path folder, int threads) {
    this.folder = folder;
    this.threads = threads;
    this.fastText = onPath("fasttext");
    try (InputStream script =
        EmbeddingPeers.class.getResourceAsStream("/io/palavra/benchmarks/gensim_peer.py")) {
      Files.copy(script, folder.resolve("gensim_peer.py"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.python =
        Stream.of("python3", "/usr/bin/python3")
            .filter(program -> ask(program, List.of("version")).isPresent())
            .findFirst();
  }

  boolean hasGensim() {
    return python.isPresent();
  }

  boolean hasFastText() {
    return fastText;
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(at -> Files.isExecutable(Path.of(at, program)));
  }

  /** What gensim does in a second, as the script measures it, start and imports left out. */
  OptionalDouble gensim(String what, Object... arguments) {
    if (python.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<String> all = new ArrayList<>(List.of(what));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return ask(python.get(), all)
        .map(line -> OptionalDouble.of(Double.parseDouble(line)))
        .orElse(OptionalDouble.empty());
  }

  private Optional<String> ask(String program, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                folder.resolve("gensim_peer.py").toString(),
                arguments.get(0),
                Integer.toString(threads)));
    command.addAll(arguments.subList(1, arguments.size()));
    return run(command).map(String::strip).filter(text -> !text.isEmpty());
  }

  /**
   * Words a second of fastText as it says itself at the end, times threads: the dictionary and the
   * writing of the model are left out.
   */
  OptionalDouble fastText(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("fasttext"));
    command.addAll(arguments);
    command.addAll(
        List.of("-output", folder.resolve("fasttext").toString(), "-thread", "" + threads));
    OptionalDouble speed = OptionalDouble.empty();
    Matcher matcher = SPEED.matcher(fastText ? run(command).orElse("") : "");
    while (matcher.find()) {
      speed = OptionalDouble.of(Double.parseDouble(matcher.group(1)) * threads);
    }
    return speed;
  }

  /** The model that {@link #fastText} wrote last. */
  Path fastTextModel() {
    return folder.resolve("fasttext.bin");
  }

  /** Runs a program of fastText and gives what it printed. */
  Optional<String> fastTextSays(String... arguments) {
    List<String> command = new ArrayList<>(List.of("fasttext"));
    command.addAll(List.of(arguments));
    return fastText ? run(command) : Optional.empty();
  }

  /** Empty when the program is not there or fails. */
  private Optional<String> run(List<String> command) {
    Path output = folder.resolve("peer.out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 0
          ? Optional.of(Files.readString(output, StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
