package io.palavra.cli.console;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file to write, looked at before the work whose outcome it takes. */
public final class OutputFile {
  private static final String STANDARD_OUTPUT = "-";

  private OutputFile() {}

  /**
   * Refuses a target that can not be written; changes nothing.
   *
   * @throws BadInputException naming it
   */
  public static void require(Path out) {
    require(out, List.of());
  }

  /**
   * Refuses a target that can not be written, or that is one of the files that are read, under its
   * own name or through a link.
   *
   * @throws BadInputException in either case
   */
  public static void require(Path out, List<Path> read) {
    if (out.toString().equals(STANDARD_OUTPUT)) {
      throw BadInputException.of(
          "output", out.toString(), "the name of a file; standard output is none");
    }
    if (Files.isDirectory(out)) {
      throw BadInputException.of(out.toString(), "a file, but this is a folder");
    }
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw BadInputException.of(
          out.toString(), "a folder " + folder + " to write into, but there is none");
    }
    boolean device = Files.exists(out) && !Files.isRegularFile(out);
    if (!Files.isWritable(device ? out : folder)) {
      throw BadInputException.of(
          out.toString(), "a folder that can be written, but " + folder + " can not");
    }
    for (Path source : read) {
      if (isSame(out, source)) {
        throw BadInputException.of(
            out.toString(), "another file than " + source + ", which is read");
      }
    }
  }

  /**
   * Refuses one target for several outcomes, of which only the last would be left.
   *
   * @throws BadInputException naming it
   */
  public static void requireDistinct(List<Path> targets) {
    Set<Path> seen = new HashSet<>();
    for (Path target : targets) {
      if (!seen.add(target.toAbsolutePath().normalize())) {
        throw BadInputException.of(target.toString(), "a file of its own for each that is written");
      }
    }
  }

  private static boolean isSame(Path out, Path source) {
    try {
      return Files.exists(out) && Files.exists(source) && Files.isSameFile(out, source);
    } catch (IOException e) {
      throw new UncheckedIOException(out + ": " + e.getMessage(), e);
    }
  }
}
