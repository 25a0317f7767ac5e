package io.palavra.training.kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run that turns out to be refused takes away again, so that the corrected one finds its
 * folder free: files and folders that were not there before it, and nothing else.
 */
public final class RunTraces {
  private final List<Path> absent;

  private RunTraces(List<Path> absent) {
    this.absent = absent;
  }

  /**
   * To be called before anything is made.
   *
   * @param names of files and folders in the run's folder that the run may make
   */
  public static RunTraces before(RunFolder folder, String... names) {
    List<Path> absent = new ArrayList<>();
    for (String name : names) {
      if (!Files.exists(folder.file(name))) {
        absent.add(folder.file(name));
      }
    }
    Path above = folder.path().toAbsolutePath();
    while (above != null && !Files.exists(above)) {
      absent.add(above);
      above = above.getParent();
    }
    return new RunTraces(List.copyOf(absent));
  }

  /** Removes what has come; a folder stays where somebody has put something else into it. */
  public void remove() {
    for (Path path : absent) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException notEmptyOrNotOurs) {
        continue;
      }
    }
  }
}
