package io.palavra.embeddings.text;

import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A text as the numbers of its words, four bytes each, in a temporary file: a text larger than
 * memory can be gone through as often as training wants, from several places at once, without being
 * cut into words again. Words that have no number are left out. The file goes when this is closed.
 */
public final class EncodedText implements AutoCloseable {
  /** Stands where a sentence ends. */
  public static final int END = -1;

  private static final int BLOCK = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final long length;
  private final long words;

  private EncodedText(Path file, FileChannel channel, long length, long words) {
    this.file = file;
    this.channel = channel;
    this.length = length;
    this.words = words;
  }

  /**
   * Reads a text once and writes it down.
   *
   * @param folder for the temporary file, which needs four bytes a word
   */
  public static EncodedText of(WordSource source, CountedWords words, Path folder) {
    try {
      Path file = Files.createTempFile(folder, "palavra-", ".words");
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      boolean done = false;
      try {
        Writer writer = new Writer(channel, words);
        source.read(writer);
        writer.flush();
        done = true;
        return new EncodedText(file, channel, writer.length, writer.words);
      } finally {
        if (!done) {
          channel.close();
        }
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    } catch (UncheckedIOException e) {
      throw e.getMessage() == null ? unwritable(folder, e.getCause()) : e;
    }
  }

  private static BadInputException unwritable(Path folder, IOException e) {
    return BadInputException.of(
            folder.toString(), "a folder with room for a temporary file: " + e.getMessage())
        .because(e);
  }

  /** Numbers in the file, the ends of sentences among them. */
  public long length() {
    return length;
  }

  /** Words in the file. */
  public long words() {
    return words;
  }

  /**
   * Reads numbers.
   *
   * @param position where to begin, in numbers from the start
   * @param into filled from its beginning; its whole length is read where there is so much
   * @return how many were read; 0 at the end
   */
  public int read(long position, int[] into) {
    int n = (int) Math.min(into.length, Math.max(0, length - position));
    ByteBuffer bytes = ByteBuffer.allocate(4 * n);
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, 4 * position + bytes.position()) < 0) {
          throw new IOException("the temporary file " + file + " was cut");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
    bytes.flip().asIntBuffer().get(into, 0, n);
    return n;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private static final class Writer implements WordSink {
    private final FileChannel channel;
    private final CountedWords known;
    private final ByteBuffer bytes = ByteBuffer.allocate(4 * BLOCK);
    private final IntBuffer block = bytes.asIntBuffer();
    private long length;
    private long words;
    private boolean ended = true;

    Writer(FileChannel channel, CountedWords known) {
      this.channel = channel;
      this.known = known;
    }

    @Override
    public void word(byte[] utf8, int from, int to) {
      int number = known.find(utf8, from, to);
      if (number >= 0) {
        put(number);
        words++;
        ended = false;
      }
    }

    @Override
    public void end() {
      if (!ended) {
        put(END);
        ended = true;
      }
    }

    private void put(int number) {
      if (!block.hasRemaining()) {
        flush();
      }
      block.put(number);
      length++;
    }

    private void flush() {
      bytes.position(0).limit(4 * block.position());
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(null, e);
      }
      bytes.clear();
      block.clear();
    }
  }
}
