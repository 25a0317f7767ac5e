package io.palavra.pipeline.corpus;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The plain files below a folder, in an order that no file system changes. */
public final class FileTree {
  private static final int DEEPEST = 32;

  private FileTree() {}

  /**
   * All files, sorted by their path below the folder with {@code /} between names; those that begin
   * with a dot, and folders that do, are passed over.
   *
   * @throws BadInputException when the folders are nested deeper than 32 levels, as they are when a
   *     link leads back
   */
  public static List<Path> below(Path folder) {
    List<Path> files = new ArrayList<>();
    collect(folder, files, 0);
    files.sort(Comparator.comparing(file -> relative(folder, file)));
    return files;
  }

  /** A file's path below a folder with {@code /} between names. */
  public static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace(folder.getFileSystem().getSeparator(), "/");
  }

  private static void collect(Path folder, List<Path> files, int depth) {
    if (depth > DEEPEST) {
      throw BadInputException.of(
          folder.toString(), "folders at most " + DEEPEST + " levels deep; does a link lead back?");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        if (entry.getFileName().toString().startsWith(".")) {
          continue;
        }
        if (Files.isDirectory(entry)) {
          collect(entry, files, depth + 1);
        } else if (Files.isRegularFile(entry)) {
          files.add(entry);
        }
      }
    } catch (java.nio.file.AccessDeniedException e) {
      throw BadInputException.of(folder.toString(), "a folder that may be read").because(e);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
    }
  }
}
