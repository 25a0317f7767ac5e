package io.palavra.search.tune;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.pipeline.file.FolderLock;
import io.palavra.search.journal.Journal;
import io.palavra.search.trial.TrialId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of a search.
 *
 * @param path of the folder
 */
public record SearchFolder(Path path) {
  /** How the names of a run's folders with checkpoints begin; each of an ensemble has its own. */
  private static final String CHECKPOINTS = "checkpoints";

  /** All that happened. */
  public Path journal() {
    return path.resolve("journal.jsonl");
  }

  /** The file that describes the search, as it was when the search began. */
  public Path copy() {
    return path.resolve("tune.yaml");
  }

  /** A folder for each candidate. */
  public Path candidates() {
    return path.resolve("candidates");
  }

  /** A candidate's. */
  public Path of(TrialId id) {
    return candidates().resolve(id.toString());
  }

  /** The options of the winner. */
  public Path best() {
    return path.resolve("best.yaml");
  }

  /** The page about the search. */
  public Path report() {
    return path.resolve("report.html");
  }

  /** A file by name. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /**
   * Makes the folder for a new search.
   *
   * @param source the file that describes it, which may lie here
   * @throws BadInputException when it is a file, has a search in it that has come to an epoch, or
   *     has something in it that no search has made
   */
  public void begin(Optional<Path> source) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw BadInputException.of(path.toString(), "a folder for the search, but this is a file");
    }
    stranger(source)
        .ifPresent(
            file -> {
              throw BadInputException.of(
                  path.toString(),
                  file.getFileName().toString(),
                  "a new folder, since something is in it that no search has made");
            });
    if (!barren()) {
      throw BadInputException.of(
          path.toString(), "a new folder, since a search has been here; or --resume");
    }
    try {
      Files.createDirectories(candidates());
    } catch (IOException e) {
      throw BadInputException.place(path.toString(), "a folder that can be written").because(e);
    }
  }

  /**
   * Looks whether a search has been here.
   *
   * @throws BadInputException when not
   */
  public void requireSearch() {
    if (!Files.isRegularFile(journal()) || !Files.isRegularFile(copy())) {
      throw BadInputException.of(path.toString(), "the folder of a search (palavra tune FILE)");
    }
  }

  /** Keeps a copy of the file that describes the search. */
  void keep(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      AtomicFile.write(copy(), out -> out.write(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /**
   * Something that is not of a search. One that was killed before its journal was there has left a
   * lock and an empty folder at most.
   */
  private Optional<Path> stranger(Optional<Path> source) {
    if (Files.exists(journal())) {
      return Optional.empty();
    }
    return list(path).stream()
        .filter(file -> !file.getFileName().toString().equals(FolderLock.NAME))
        .filter(file -> !(file.equals(candidates()) && list(file).isEmpty()))
        .filter(file -> source.filter(own -> !file.equals(best()) && same(file, own)).isEmpty())
        .min(Comparator.naturalOrder());
  }

  private static boolean same(Path file, Path other) {
    try {
      return Files.isSameFile(file, other);
    } catch (IOException gone) {
      return false;
    }
  }

  private boolean barren() {
    try {
      return Journal.barren(journal());
    } catch (IOException e) {
      throw new UncheckedIOException(journal().toString(), e);
    }
  }

  /** Whether a search was killed here before it had begun. */
  public boolean unborn() {
    try {
      return Journal.unborn(journal());
    } catch (IOException e) {
      throw new UncheckedIOException(journal().toString(), e);
    }
  }

  /**
   * Removes the checkpoints of all candidates but these; one whose checkpoints are gone can still
   * be trained, from its beginning.
   */
  public void keepCheckpointsOf(Set<TrialId> kept) {
    Set<String> names = kept.stream().map(TrialId::toString).collect(Collectors.toSet());
    for (Path candidate : list(candidates())) {
      if (!names.contains(candidate.getFileName().toString())) {
        list(candidate).stream()
            .filter(each -> each.getFileName().toString().startsWith(CHECKPOINTS))
            .forEach(SearchFolder::empty);
      }
    }
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder.toString(), e);
    }
  }

  /** Files of a folder and of those in it; a language model's lie one deeper. */
  private static void empty(Path folder) {
    for (Path each : list(folder)) {
      if (Files.isDirectory(each)) {
        empty(each);
      } else {
        delete(each);
      }
    }
  }

  /** One file too many harms nobody. */
  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return;
    }
  }
}
