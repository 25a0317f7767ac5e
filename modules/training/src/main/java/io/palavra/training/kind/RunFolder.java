package io.palavra.training.kind;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder that a run writes into.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {
  private static final List<String> OWN =
      List.of("model.palavra", "metrics.csv", "metrics.json", "train.log", "report.html");

  private static final String CHECKPOINTS = "checkpoints";

  /**
   * Looks whether a run may write there; changes nothing.
   *
   * @throws BadInputException when it is a file, can not be written, or has another run's files and
   *     this one is not to go on with them
   */
  public static RunFolder check(Path path, boolean resume) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw BadInputException.of(path.toString(), "a folder for the run, but this is a file");
    }
    Path there = path.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
      throw BadInputException.place(
          path.toString(), "a folder that can be written, but " + there + " can not");
    }
    RunFolder folder = new RunFolder(path);
    if (!resume) {
      for (String name : OWN) {
        folder.requireFree(path.resolve(name));
      }
      folder.requireFree(folder.checkpoints());
    }
    return folder;
  }

  /** Refuses to write over a file of another run. */
  public void requireFree(Path file) {
    if (Files.exists(file)) {
      throw BadInputException.of(
          path.toString(),
          "a new folder, since there is a " + file.getFileName() + " in it; or resume that run");
    }
  }

  /**
   * Refuses to write over a model.
   *
   * @param resume whether a run was to go on here
   */
  void requireUnfinished(boolean resume) {
    if (resume && Files.exists(model())) {
      throw BadInputException.of(
          path.toString(),
          "a run to go on with, but this one is finished: there is a "
              + model().getFileName()
              + " and no checkpoint in it");
    }
    requireFree(model());
  }

  /**
   * Makes the folder, and sees that files can be written there.
   *
   * @throws BadInputException when not
   */
  public void create() {
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, ".writable", ""));
    } catch (IOException e) {
      throw BadInputException.place(path.toString(), "a folder that can be written").because(e);
    }
  }

  /** Where checkpoints lie. */
  public Path checkpoints() {
    return path.resolve(CHECKPOINTS);
  }

  /** The bundle. */
  public Path model() {
    return path.resolve("model.palavra");
  }

  /** A file of the run. */
  public Path file(String name) {
    return path.resolve(name);
  }
}
