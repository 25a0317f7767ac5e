package io.palavra.embeddings.fasttext;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.file.AtomicFile;
import io.palavra.pipeline.file.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads and writes fastText's {@code .bin} and {@code .ftz}: version 12, and 11 to read, as {@code
 * FastText::saveModel} and {@code loadModel} have it. Memory for a table is taken only when the
 * file is long enough for it.
 */
public final class FastTextFiles {
  static final int MAGIC = 793_712_314;
  static final int OLDEST_VERSION = 11;
  static final int VERSION = 12;

  private FastTextFiles() {}

  /** Whether a file begins as a model does. */
  public static boolean isModel(byte[] head) {
    return head.length >= 4
        && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt() == MAGIC;
  }

  /**
   * Reads a model, plain or gzipped. A gzipped one is unpacked twice, since only its end tells how
   * large it is.
   *
   * @throws BadInputException when it is of another version, is cut, or contradicts itself
   */
  public static FastTextModel read(Path file) {
    try (InputStream in = InputFile.unpacked(file)) {
      return new ModelReader(new ModelBytes(file.toString(), in, size(file))).read();
    } catch (IOException e) {
      throw BadInputException.of(file.toString(), e.getMessage()).because(e);
    }
  }

  private static long size(Path file) throws IOException {
    try (InputStream raw = InputFile.raw(file)) {
      if (!InputFile.gzipped(raw.readNBytes(2))) {
        return Files.size(file);
      }
    }
    try (InputStream unpacked = InputFile.unpacked(file)) {
      return unpacked.transferTo(OutputStream.nullOutputStream());
    }
  }

  /**
   * Writes or replaces a file, whole or not at all.
   *
   * @throws IllegalArgumentException for a model that has rows for some buckets alone and is not
   *     quantised, which fastText refuses to read
   */
  public static void write(FastTextModel model, Path file) {
    AtomicFile.write(file, out -> write(model, out));
  }

  /** As {@link #write(FastTextModel, Path)}, to a stream, which stays open. */
  public static void write(FastTextModel model, OutputStream out) throws IOException {
    new ModelWriter(out).write(model);
  }
}
