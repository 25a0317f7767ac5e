package io.palavra.benchmarks.embeddings;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.format.VectorFiles;
import io.palavra.embeddings.format.VectorFormat;
import io.palavra.embeddings.train.EmbeddingOptions;
import io.palavra.pipeline.BadInputException;
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
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Other programs that train word vectors, where they are installed. */
final class EmbeddingPeers {
  private static final Pattern SPEED = Pattern.compile("words/sec/thread:\\s*(\\d+)");
  private static final int LIMIT_MINUTES = 30;
  private static final int MOST_TIMES_QUESTIONS = 64;

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
    try (InputStream script = EmbeddingPeers.class.getResourceAsStream("gensim_peer.py")) {
      Files.copy(script, folder.resolve("gensim_peer.py"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.python =
        Stream.of("python3", "/usr/bin/python3")
            .filter(program -> ask(program, List.of("version")).isPresent())
            .findFirst();
  }

  int threads() {
    return threads;
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

  /**
   * What another program learns from a text with the same options.
   *
   * @param peer {@code gensim} or {@code fasttext}
   * @param what the case, as {@link EmbeddingsBenchmark#cases} names them
   * @throws BadInputException when it is not installed, or fails
   */
  WordVectors vectors(String peer, String what, Path text, EmbeddingOptions options) {
    boolean done =
        peer.equals("gensim")
            ? gensim(
                    what,
                    text,
                    options.dimensions(),
                    options.epochs(),
                    options.seed(),
                    options.learningRate(),
                    fastTextModel())
                .isPresent()
            : fastText(EmbeddingsBenchmark.fastTextOptions(what, text, options)).isPresent();
    if (!done) {
      throw BadInputException.of("peer", peer, "gensim or fasttext, installed");
    }
    return VectorFiles.read(fastTextModel()).vectors();
  }

  /** Runs a program to its end; nothing is said when it is not there. */
  void runs(String... command) {
    run(List.of(command));
  }

  /** What a program prints; empty when it is not there or fails. */
  Optional<String> says(String... command) {
    return run(List.of(command));
  }

  /** The most memory that fastText holds while it trains, in bytes. */
  OptionalLong fastTextMemory(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("fasttext"));
    command.addAll(arguments);
    command.addAll(
        List.of("-output", folder.resolve("fasttext").toString(), "-thread", "" + threads));
    return fastText ? EmbeddingMemory.most(command) : OptionalLong.empty();
  }

  /**
   * Questions a second: what so many more of them take, and four times as many again where that is
   * less than the loading of the model, which differs by more from one time to the next.
   */
  OptionalDouble fastTextNeighbours(WordVectors vectors, int questions) {
    if (!fastText) {
      return OptionalDouble.empty();
    }
    VectorFiles.write(vectors, fastTextModel(), VectorFormat.FASTTEXT_BIN);
    asking(1);
    double one = Math.min(asking(1), asking(1));
    int count = questions;
    double more = asking(1 + count) - one;
    while (more < Math.max(0.5, one) && count < MOST_TIMES_QUESTIONS * questions) {
      count *= 4;
      more = asking(1 + count) - one;
    }
    return more > 0 ? OptionalDouble.of(count / more) : OptionalDouble.empty();
  }

  private double asking(int questions) {
    Path asked = folder.resolve("questions.txt");
    try {
      Files.write(asked, IntStream.range(0, questions).mapToObj(Integer::toString).toList());
      ProcessBuilder program =
          new ProcessBuilder("fasttext", "nn", fastTextModel().toString(), "10")
              .redirectInput(asked.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      long start = System.nanoTime();
      program.start().waitFor();
      return (System.nanoTime() - start) * 1e-9;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
