package io.palavra.embeddings.text;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Numbers, four bytes each, written one behind the other to a temporary file and read again from
 * any place, also by several threads at once. The file goes when this is closed.
 */
final class NumberFile implements AutoCloseable {
  private static final int BLOCK = 1 << 14;

  private final Path file;
  private final FileChannel channel;
  private final int[] block = new int[BLOCK];
  private final ByteBuffer bytes = buffer(BLOCK);
  private int filled;
  private long written;

  private NumberFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * An empty one.
   *
   * @throws BadInputException when the folder can not be written to
   */
  static NumberFile in(Path folder) {
    try {
      Path file = Files.createTempFile(folder, "palavra-", ".words");
      return new NumberFile(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static BadInputException unwritable(Path folder, IOException e) {
    return BadInputException.place(
            folder.toString(), "a folder with room for a temporary file: " + e.getMessage())
        .because(Interruption.passed(e));
  }

  /**
   * Adds a number.
   *
   * @throws BadInputException when there is no room on the disk
   */
  void add(int number) {
    block[filled++] = number;
    if (filled == BLOCK) {
      flush();
    }
  }

  /** Writes down what was added; to be called before anything is read. */
  void flush() {
    write(block, filled, written);
    written += filled;
    filled = 0;
  }

  private void write(int[] numbers, int n, long position) {
    bytes.clear().limit(Integer.BYTES * n);
    bytes.asIntBuffer().put(numbers, 0, n);
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes, Integer.BYTES * position + bytes.position());
      }
    } catch (IOException e) {
      throw unwritable(file.toAbsolutePath().getParent(), e);
    }
  }

  /** Numbers that were written down. */
  long length() {
    return written;
  }

  /**
   * Reads numbers.
   *
   * @param position of the first, from the start
   * @param offset where it goes
   * @return how many were read: all that are asked for, where there are so many
   */
  int read(long position, int[] into, int offset, int most) {
    int n = (int) Math.min(most, Math.max(0, written - position));
    ByteBuffer own = buffer(n);
    try {
      while (own.hasRemaining()) {
        if (channel.read(own, Integer.BYTES * position + own.position()) < 0) {
          throw new IOException("the temporary file was cut");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), Interruption.passed(e));
    }
    own.flip().asIntBuffer().get(into, offset, n);
    return n;
  }

  private static ByteBuffer buffer(int numbers) {
    return ByteBuffer.allocate(Integer.BYTES * numbers).order(ByteOrder.nativeOrder());
  }

  /**
   * Puts another number in the place of each; those that become less than 0 are left out. Ends of
   * sentences stay.
   *
   * @param everyEnd whether an end stays also where nothing is left of its sentence
   */
  void renumber(int[] others, boolean everyEnd) {
    int[] numbers = new int[BLOCK];
    long to = 0;
    boolean ended = true;
    for (long from = 0; from < written; from += BLOCK) {
      int n = read(from, numbers, 0, BLOCK);
      int kept = 0;
      for (int i = 0; i < n; i++) {
        boolean end = numbers[i] == EncodedText.END;
        int number = end ? EncodedText.END : others[numbers[i]];
        numbers[kept] = number;
        boolean keeps = end ? everyEnd || !ended : number >= 0;
        kept += keeps ? 1 : 0;
        ended = keeps ? end : ended;
      }
      write(numbers, kept, to);
      to += kept;
    }
    written = to;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
