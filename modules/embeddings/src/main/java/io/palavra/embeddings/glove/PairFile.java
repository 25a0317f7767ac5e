package io.palavra.embeddings.glove;

import io.palavra.embeddings.text.Interruption;
import io.palavra.pipeline.BadInputException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pairs of words with their weights in a temporary file, 12 bytes each. */
final class PairFile {
  private static final int BUFFER = 1 << 16;

  private final Path file;

  private PairFile(Path file) {
    this.file = file;
  }

  /**
   * An empty one.
   *
   * @throws BadInputException when the folder can not be written to
   */
  static PairFile in(Path folder) {
    try {
      return new PairFile(Files.createTempFile(folder, "palavra-", ".pairs"));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static BadInputException unwritable(Path folder, IOException e) {
    return BadInputException.place(
            folder.toString(), "a folder with room for a temporary file: " + e.getMessage())
        .because(Interruption.passed(e));
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException(file + ": " + e.getMessage(), Interruption.passed(e));
  }

  /** Writes the file anew. */
  Writer write() {
    return new Writer();
  }

  /** Reads the file from its beginning. */
  Reader read() {
    return new Reader();
  }

  /** Takes the file away. */
  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Takes pairs; complains of a disk without room in one line. */
  final class Writer implements AutoCloseable {
    private final DataOutputStream out;

    private Writer() {
      try {
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
      } catch (IOException e) {
        throw unwritable(file.toAbsolutePath().getParent(), e);
      }
    }

    void add(long key, float weight) {
      try {
        out.writeLong(key);
        out.writeFloat(weight);
      } catch (IOException e) {
        throw unwritable(file.toAbsolutePath().getParent(), e);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw unwritable(file.toAbsolutePath().getParent(), e);
      }
    }
  }

  /** Hands out pairs one by one. */
  final class Reader implements AutoCloseable {
    private final DataInputStream in;
    private long key;
    private float weight;

    private Reader() {
      try {
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    /** Goes to the next pair; false when there is none. */
    boolean next() {
      try {
        key = in.readLong();
        weight = in.readFloat();
        return true;
      } catch (EOFException end) {
        return false;
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    /** The pair that was gone to: its first word's number above its second's. */
    long key() {
      return key;
    }

    float weight() {
      return weight;
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }
}
