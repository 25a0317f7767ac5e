package io.palavra.cli.console;

import io.palavra.pipeline.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Places that results are to be written to. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Looks whether a file can be written there; changes nothing.
   *
   * @throws BadInputException where its folder is missing or can not be written, and where it is a
   *     folder itself
   */
  public static void require(Path file) {
    if (Files.isDirectory(file)) {
      throw BadInputException.of(file.toString(), "a file, but this is a folder");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw BadInputException.of(
          file.toString(), "a folder " + folder + " to write into, but there is none");
    }
    boolean device = Files.exists(file) && !Files.isRegularFile(file);
    if (!Files.isWritable(device ? file : folder)) {
      throw BadInputException.of(
          file.toString(), "a folder that can be written, but " + folder + " can not");
    }
  }
}
