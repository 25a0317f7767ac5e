package io.palavra.cli.input;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.kind.RunFolder;
import io.palavra.training.kind.RunTraces;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Standard input as data. Data are read several times, so what comes is kept: in a run's folder,
 * where a resumed run finds it again, or for as long as a command takes.
 */
public final class StandardInput implements AutoCloseable {
  public static final String NAME = "-";
  private static final String SOURCE = "standard input";
  private static final String FILE = "standard-input.txt";

  private final InputStream in;
  private Runnable forget = () -> {};
  private Optional<Path> kept = Optional.empty();

  /** Reads nothing yet. */
  public StandardInput(InputStream in) {
    this.in = in;
  }

  /** The request with the kept file where standard input was asked for. */
  public DataRequest instead(DataRequest asked, Path out, boolean resume) {
    if (!asked.data().equals(NAME)) {
      return asked;
    }
    RunFolder folder = RunFolder.check(out, resume);
    Path file = folder.file(FILE);
    if (!resume || !Files.exists(file)) {
      folder.requireFree(file);
      forget = forgetting(folder);
      folder.create();
      keep(file);
    }
    if (!Files.isRegularFile(file)) {
      throw BadInputException.of(file.toString(), "a file with what standard input gave");
    }
    return at(file, asked);
  }

  /** The request with a file that goes in the end where standard input was asked for. */
  public DataRequest instead(DataRequest asked) {
    if (!asked.data().equals(NAME)) {
      return asked;
    }
    try {
      Path file = Files.createTempDirectory("palavra-").resolve(FILE);
      forget = () -> remove(file);
      keep(file);
      return at(file, asked);
    } catch (IOException e) {
      throw BadInputException.of(SOURCE, "a temporary folder with room for it: " + e.getMessage())
          .because(e);
    }
  }

  private void keep(Path file) {
    AtomicFile.write(file, this::copy);
    kept = Optional.of(file);
  }

  /** Does work on what came, in whose complaints standard input has its name, not the file's. */
  public <T> T named(Supplier<T> work) {
    try {
      return work.get();
    } catch (BadInputException e) {
      throw kept.filter(file -> e.source().equals(file.toString())).map(f -> named(e)).orElse(e);
    }
  }

  private static BadInputException named(BadInputException e) {
    return BadInputException.at(SOURCE, e.line().orElse(0), e.value().orElse(null), e.expected())
        .because(e);
  }

  private static DataRequest at(Path file, DataRequest asked) {
    return new DataRequest(file.toString(), asked.dev(), asked.test(), asked.reading());
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.delete(file.getParent());
    } catch (IOException leftToTheSystem) {
      return;
    }
  }

  private void copy(OutputStream out) throws IOException {
    if (in.transferTo(out) == 0) {
      throw BadInputException.of(SOURCE, "a text, but it is empty");
    }
  }

  private static Runnable forgetting(RunFolder folder) {
    RunTraces traces = RunTraces.before(folder, FILE);
    return () -> {
      if (!Files.exists(folder.file("train.log"))) {
        traces.remove();
      }
    };
  }

  /**
   * Takes away what was kept where no run has come of it, for it would be in the next one's way.
   */
  @Override
  public void close() {
    forget.run();
  }
}
