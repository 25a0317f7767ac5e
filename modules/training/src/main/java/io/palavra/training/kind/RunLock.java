package io.palavra.training.kind;

import io.palavra.pipeline.file.FolderLock;
import java.util.Optional;

/**
 * A run's hold on its folder: from the start where a run was there before, else from when the
 * folder is made, since what ends before that is to leave no trace.
 */
public final class RunLock implements AutoCloseable {
  private final RunFolder folder;
  private Optional<FolderLock> lock;

  private RunLock(RunFolder folder) {
    this.folder = folder;
    this.lock = FolderLock.again(folder.path());
  }

  /**
   * Takes the folder where a run was there before.
   *
   * @throws io.palavra.pipeline.BadInputException when one is there now
   */
  public static RunLock of(RunFolder folder) {
    return new RunLock(folder);
  }

  /**
   * Takes the folder, which has to be there by now, where that has not been done yet.
   *
   * @throws io.palavra.pipeline.BadInputException when another run has been quicker
   */
  public void take(boolean resume) {
    if (lock.isEmpty()) {
      lock = Optional.of(FolderLock.take(folder.path()));
      RunFolder.check(folder.path(), resume);
    }
  }

  /** Lets go. */
  @Override
  public void close() {
    lock.ifPresent(FolderLock::close);
  }
}
