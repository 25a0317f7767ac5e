package io.palavra.pipeline.file;

import io.palavra.pipeline.BadInputException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a file that is, at every moment and after every crash, either the old one or the new one,
 * whole: the bytes go to a temporary name in the same folder, are forced to disk, and take the
 * target's name in one atomic rename. Works on every {@link java.nio.file.FileSystem}.
 */
public final class AtomicFile {
  private static final int BUFFER = 1 << 16;

  /** How often a channel may take no byte at all before the disk counts as dead. */
  private static final int IDLE_WRITES = 64;

  private static final List<String> FULL =
      List.of("no space left", "disk space", "not enough space", "quota", "file too large");

  private static final Pattern UNIQUE =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private AtomicFile() {}

  /** What is to be in the file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes everything; it may close the stream.
     *
     * @param out buffered
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes or replaces a file. A symbolic link keeps pointing where it pointed; a device or a pipe
   * is written straight to, since a rename would put a plain file in its place. When anything fails
   * the target is as it was and no temporary file is left.
   *
   * @throws BadInputException when the folder is missing or can not be written, when the target is
   *     a folder, or when the disk is full
   * @throws UncheckedIOException for every other fault
   */
  public static void write(Path target, Content content) {
    Path real = real(target);
    Optional<BasicFileAttributes> there = attributes(target, real);
    if (there.isPresent() && there.get().isDirectory()) {
      throw BadInputException.of(target.toString(), "a file, but this is a folder");
    }
    if (there.isPresent() && !there.get().isRegularFile()) {
      writeThrough(target, real, content);
      return;
    }
    Path folder = real.toAbsolutePath().getParent();
    Path temporary = real.resolveSibling("." + real.getFileName() + "." + UUID.randomUUID());
    FileChannel channel = create(target, folder, temporary);
    boolean done = false;
    try {
      try (channel) {
        OutputStream out = new BufferedOutputStream(new Whole(channel), BUFFER);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      done = true;
      forceFolder(folder);
    } catch (IOException e) {
      throw complaint(target, folder, e);
    } finally {
      if (!done) {
        delete(temporary);
      }
    }
  }

  /**
   * Removes what writings of a file have left that were killed. Nobody may be writing it meanwhile.
   *
   * @param target the file, which need not be there
   * @throws BadInputException when they can not be removed
   */
  public static void removeLeftOvers(Path target) {
    for (Path each : leftOvers(target)) {
      try {
        Files.deleteIfExists(each);
      } catch (IOException e) {
        throw unwritable(
            target, target.toAbsolutePath().getParent(), String.valueOf(e.getMessage()), e);
      }
    }
  }

  /** What writings of a file have left that were killed, and the file of one that is at work. */
  public static List<Path> leftOvers(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    String start = "." + target.getFileName() + ".";
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> isTemporary(file.getFileName().toString(), start)).toList();
    } catch (IOException e) {
      throw BadInputException.of(folder.toString(), "a folder that can be read").because(e);
    }
  }

  private static boolean isTemporary(String name, String start) {
    return name.startsWith(start) && UNIQUE.matcher(name.substring(start.length())).matches();
  }

  /** Writes or replaces a file with a text in UTF-8; faults as in {@link #write}. */
  public static void writeString(Path target, String text) {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * What is at a path, if anything is. {@link Files#exists} and its like answer "no" to a fault
   * too, and a plain file taken for a device would be written over.
   */
  private static Optional<BasicFileAttributes> attributes(
      Path target, Path path, LinkOption... links) {
    Path folder = path.toAbsolutePath().getParent();
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, links));
    } catch (NoSuchFileException nothing) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw unwritable(target, folder, "permission denied", e);
    } catch (FileSystemException e) {
      throw unwritable(target, folder, String.valueOf(e.getReason()), e);
    } catch (IOException e) {
      throw complaint(target, folder, e);
    }
  }

  private static Path real(Path target) {
    try {
      boolean link =
          attributes(target, target, LinkOption.NOFOLLOW_LINKS)
              .map(BasicFileAttributes::isSymbolicLink)
              .orElse(false);
      return link ? target.toRealPath() : target;
    } catch (IOException e) {
      throw BadInputException.of(target.toString(), "a link to a place that is there").because(e);
    }
  }

  private static void writeThrough(Path target, Path real, Content content) {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(real, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
            BUFFER)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw complaint(target, real.toAbsolutePath().getParent(), e);
    }
  }

  private static FileChannel create(Path target, Path folder, Path temporary) {
    try {
      return FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      String expected = "a folder " + folder + " to write into, but there is none";
      throw BadInputException.place(target.toString(), expected).because(e);
    } catch (AccessDeniedException e) {
      throw unwritable(target, folder, "permission denied", e);
    } catch (FileSystemException e) {
      if (full(folder, e)) {
        throw complaint(target, folder, e);
      }
      throw unwritable(target, folder, String.valueOf(e.getReason()), e);
    } catch (IOException e) {
      throw complaint(target, folder, e);
    }
  }

  private static BadInputException unwritable(Path target, Path folder, String why, Exception e) {
    String expected = "a folder that can be written, but " + folder + " can not: " + why;
    return BadInputException.place(target.toString(), expected).because(e);
  }

  private static RuntimeException complaint(Path target, Path folder, IOException e) {
    if (full(folder, e)) {
      String expected = "room for the file, but the disk or quota under " + folder + " is full";
      return BadInputException.place(target.toString(), expected).because(e);
    }
    return new UncheckedIOException(target + ": " + e.getMessage(), e);
  }

  /** The JDK has no type for a full disk; its words are the system's, so the free space helps. */
  private static boolean full(Path folder, IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (FULL.stream().anyMatch(message::contains)) {
      return true;
    }
    try {
      return Files.getFileStore(folder).getUsableSpace() == 0;
    } catch (IOException | UnsupportedOperationException | SecurityException unknown) {
      return false;
    }
  }

  /**
   * Makes the rename itself outlive a power cut. Some systems can not open a folder and some file
   * systems can not force one; the file is whole in either case.
   */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException | UnsupportedOperationException notHere) {
      return;
    }
  }

  private static void delete(Path temporary) {
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        Files.deleteIfExists(temporary);
        return;
      } catch (IOException again) {
        continue;
      }
    }
  }

  /** A full disk makes a channel write short first and fail at the next call only. */
  private static final class Whole extends OutputStream {
    private final FileChannel channel;

    Whole(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
      int idle = 0;
      while (rest.hasRemaining()) {
        idle = channel.write(rest) > 0 ? 0 : idle + 1;
        if (idle > IDLE_WRITES) {
          throw new IOException("the file system takes no more bytes: no space left");
        }
      }
    }
  }
}
