package io.palavra.search.journal;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.FolderLock;
import io.palavra.pipeline.file.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A search's events, one JSON object a line, each forced to disk before {@link #append} returns.
 * Every line ends with a sum over itself and the line before, so that a line that was changed, lost
 * or put in is noticed; a last line that a crash has cut is left out when the journal is opened
 * again. Its folder is one journal's at a time while it is open; the file itself can be read.
 */
public final class Journal implements AutoCloseable {
  /** Of the lines; a journal of a higher one is refused. */
  static final int FORMAT = 1;

  private static final int IDLE_WRITES = 64;
  private static final int LONGEST_BEGINNING = 1 << 20;

  private final Path file;
  private final FolderLock lock;
  private final FileChannel channel;
  private final double secondsBefore;
  private final long opened = System.nanoTime();
  private String sum;
  private boolean broken;

  private Journal(
      Path file, FolderLock lock, FileChannel channel, double secondsBefore, String sum) {
    this.file = file;
    this.lock = lock;
    this.channel = channel;
    this.secondsBefore = secondsBefore;
    this.sum = sum;
  }

  /** What a journal held when it was opened again, and the journal itself. */
  public record Reopened(Journal journal, List<Event> events) {

    /** Copies the list. */
    public Reopened {
      events = List.copyOf(events);
    }
  }

  /**
   * Begins a journal; one there without an epoch is begun anew.
   *
   * @throws BadInputException when there is one with an epoch, another process has it, or none can
   *     be written there
   */
  public static Journal create(Path file) {
    FolderLock lock = null;
    FileChannel channel = null;
    boolean done = false;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      lock = FolderLock.take(file.toAbsolutePath().getParent());
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!barren(file)) {
        throw BadInputException.of(
            file.toString(), "a new folder, since a search has been here; or --resume");
      }
      channel.truncate(0);
      done = true;
      return new Journal(file, lock, channel, 0, "");
    } catch (IOException e) {
      throw BadInputException.place(file.toString(), "a folder that can be written").because(e);
    } finally {
      if (!done) {
        close(lock, channel);
      }
    }
  }

  /** Whether a crash came before the first line of a journal was on disk. */
  public static boolean unborn(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_BEGINNING) {
      return false;
    }
    return !Files.readString(file, StandardCharsets.ISO_8859_1).contains("\n");
  }

  /** Whether nothing would be lost with a journal: no candidate has an epoch, or there is none. */
  public static boolean barren(Path file) throws IOException {
    if (!Files.exists(file) || unborn(file)) {
      return true;
    }
    try {
      return JournalReader.events(file).stream().noneMatch(Event.Epoch.class::isInstance);
    } catch (BadInputException unreadable) {
      return false;
    }
  }

  /**
   * Opens a journal to go on with it; a last line that is not whole is cut off.
   *
   * @throws BadInputException when there is none, another process has it, or a line is not as it
   *     was written, with that line's number
   */
  public static Reopened reopen(Path file) {
    FolderLock lock = null;
    FileChannel channel = null;
    boolean done = false;
    try {
      JournalReader.require(file);
      lock = FolderLock.take(file.toAbsolutePath().getParent());
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      JournalReader.Content content = JournalReader.read(file);
      channel.truncate(content.bytes());
      channel.position(content.bytes());
      Journal journal = new Journal(file, lock, channel, content.seconds(), content.sum());
      done = true;
      return new Reopened(journal, content.events());
    } catch (IOException e) {
      throw BadInputException.place(file.toString(), "a journal that can be written").because(e);
    } finally {
      if (!done) {
        close(lock, channel);
      }
    }
  }

  private static void close(FolderLock lock, FileChannel channel) {
    if (channel != null) {
      InputFile.close(channel);
    }
    if (lock != null) {
      lock.close();
    }
  }

  /** Seconds of search so far, those before a resume included. */
  public double seconds() {
    return secondsBefore + (System.nanoTime() - opened) / 1e9;
  }

  /**
   * Writes an event and forces it to disk.
   *
   * @throws UncheckedIOException when the disk takes no more; nothing can be written any more then
   */
  public synchronized void append(Event event) {
    if (broken) {
      throw new UncheckedIOException(new IOException(file + " could not be written before"));
    }
    String body = EventJson.write(event, seconds());
    String next = sum(sum, body);
    String line = body.substring(0, body.length() - 1) + SUM + next + "\"}\n";
    broken = true;
    try {
      write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
    sum = next;
    broken = false;
  }

  private void write(ByteBuffer bytes) throws IOException {
    int idle = 0;
    while (bytes.hasRemaining()) {
      idle = channel.write(bytes) > 0 ? 0 : idle + 1;
      if (idle > IDLE_WRITES) {
        throw new IOException("no space left");
      }
    }
  }

  /** Between an event and the sum. */
  static final String SUM = ",\"sum\":\"";

  /** Of a line, by that of the line before. */
  static String sum(String before, String body) {
    return DigestUtils.sha256Hex(before + body).substring(0, 16);
  }

  @Override
  public void close() {
    close(lock, channel);
  }
}
