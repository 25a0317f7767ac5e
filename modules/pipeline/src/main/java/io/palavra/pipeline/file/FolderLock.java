package io.palavra.pipeline.file;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder for one process at a time by the system's lock on a file {@value #NAME} in it. The
 * system lets go when the process ends, however it ends, so a killed one leaves nothing behind that
 * would have to be removed by hand. The empty file stays: where it were removed, two processes
 * could each hold a lock on a file of that name.
 */
public final class FolderLock implements AutoCloseable {
  /** The file in the folder. */
  public static final String NAME = ".lock";

  /**
   * The folders that this process has. POSIX drops a process's locks on a file as soon as it closes
   * any of its channels to that file, so it must not open one only to see that it has the lock.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder, which has to be there.
   *
   * @throws BadInputException when another process, or another run of this one, has it, or when the
   *     folder can not be written
   */
  public static FolderLock take(Path folder) {
    return take(folder, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /**
   * Takes the folder where it was taken before; writes nothing.
   *
   * @return empty where it never was
   * @throws BadInputException as {@link #take}
   */
  public static Optional<FolderLock> again(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME))
        ? Optional.of(take(folder, StandardOpenOption.WRITE))
        : Optional.empty();
  }

  private static FolderLock take(Path folder, StandardOpenOption... options) {
    try {
      Path real = folder.toRealPath();
      if (!HELD.add(real)) {
        throw inUse(folder);
      }
      boolean taken = false;
      try {
        FileChannel channel = FileChannel.open(real.resolve(NAME), options);
        if (!locked(channel)) {
          channel.close();
          throw inUse(folder);
        }
        taken = true;
        return new FolderLock(real, channel);
      } finally {
        if (!taken) {
          HELD.remove(real);
        }
      }
    } catch (IOException e) {
      throw BadInputException.place(folder.toString(), "a folder that can be written").because(e);
    }
  }

  private static BadInputException inUse(Path folder) {
    return BadInputException.of(
        folder.toString(), "a folder that no other run is using; one is at work in it now");
  }

  /** A file system that has no locks must not keep anybody from working. */
  private static boolean locked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException here) {
      return false;
    } catch (IOException | UnsupportedOperationException noLocks) {
      return true;
    }
  }

  /** Lets go. */
  @Override
  public void close() {
    InputFile.close(channel);
    HELD.remove(folder);
  }
}
