package io.palavra.cli.input;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.training.kind.RunFolder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard input as data. Training reads its data several times, so what comes is kept in the run's
 * folder, where a resumed run finds it again.
 */
public final class StandardInput {
  public static final String NAME = "-";
  private static final String FILE = "standard-input.txt";

  private StandardInput() {}

  /** The request with the kept file where standard input was asked for. */
  public static DataRequest instead(DataRequest asked, Path out, boolean resume, InputStream in) {
    if (!asked.data().equals(NAME)) {
      return asked;
    }
    RunFolder folder = RunFolder.check(out, resume);
    Path file = folder.file(FILE);
    if (!resume || !Files.exists(file)) {
      folder.requireFree(file);
      folder.create();
      AtomicFile.write(file, in::transferTo);
    }
    if (!Files.isRegularFile(file)) {
      throw BadInputException.of(file.toString(), "a file with what standard input gave");
    }
    return new DataRequest(file.toString(), asked.dev(), asked.test(), asked.reading());
  }
}
