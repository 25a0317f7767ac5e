package io.palavra.embeddings.fasttext;

import io.palavra.embeddings.WordVectors;
import io.palavra.pipeline.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Little-endian values of a file whose size is known: what can not be in it is never allocated. */
final class ModelBytes {
  private static final int BLOCK = 1 << 16;
  private static final int LONGEST_WORD = 1 << 16;

  private final String source;
  private final InputStream in;
  private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
  private long left;
  private byte[] word = new byte[64];

  /**
   * @param size of the file
   */
  ModelBytes(String source, InputStream in, long size) {
    this.source = source;
    this.in = in;
    this.left = size;
    buffer.limit(0);
  }

  /** Bytes that were not taken yet. */
  long left() {
    return left + buffer.remaining();
  }

  private void need(int bytes) {
    if (buffer.remaining() >= bytes) {
      return;
    }
    buffer.compact();
    try {
      while (buffer.position() < bytes) {
        int n = in.read(buffer.array(), buffer.position(), buffer.remaining());
        if (n <= 0) {
          throw wrong("the end of the file", "a whole model; is it cut?");
        }
        left -= n;
        buffer.position(buffer.position() + n);
      }
    } catch (IOException e) {
      throw BadInputException.of(source, e.getMessage()).because(e);
    }
    buffer.flip();
  }

  byte oneByte() {
    need(1);
    return buffer.get();
  }

  boolean flag(String name) {
    byte value = oneByte();
    if (value != 0 && value != 1) {
      throw wrong(name + " " + value, "0 or 1");
    }
    return value == 1;
  }

  int number() {
    need(4);
    return buffer.getInt();
  }

  /** A number that must lie between two others. */
  int number(String name, int least, int most) {
    int value = number();
    if (value < least || value > most) {
      throw wrong(name + " " + value, "from " + least + " to " + most);
    }
    return value;
  }

  long longNumber() {
    need(8);
    return buffer.getLong();
  }

  double doubleNumber() {
    need(8);
    return buffer.getDouble();
  }

  /** A word up to a byte of 0; its length in {@link #word()}. */
  int readWord() {
    int length = 0;
    for (byte b = oneByte(); b != 0; b = oneByte()) {
      if (length == LONGEST_WORD) {
        throw wrong("a longer word", "words of at most " + LONGEST_WORD + " bytes");
      }
      if (length == word.length) {
        word = Arrays.copyOf(word, 2 * length);
      }
      word[length++] = b;
    }
    return length;
  }

  byte[] word() {
    return word;
  }

  /** So many bytes, which must be there. */
  byte[] bytes(long count) {
    check(count, 1);
    byte[] bytes = new byte[(int) count];
    int done = 0;
    while (done < bytes.length) {
      int n = Math.min(BLOCK, bytes.length - done);
      need(n);
      buffer.get(bytes, done, n);
      done += n;
    }
    return bytes;
  }

  /** Rows of floats, padded to the width of a row. */
  float[] rows(long rows, int columns) {
    check(rows, 4L * columns);
    int width = WordVectors.width(columns);
    if (rows * width > Integer.MAX_VALUE - 16) {
      throw wrong(rows + " rows of " + columns, "as many as fit in one array");
    }
    float[] values = new float[(int) rows * width];
    for (int row = 0; row < rows; row++) {
      floats(values, row * width, columns);
    }
    return values;
  }

  /** Floats one behind the other. */
  float[] floats(long count) {
    check(count, 4);
    float[] values = new float[(int) count];
    floats(values, 0, values.length);
    return values;
  }

  private void floats(float[] to, int from, int count) {
    int done = 0;
    while (done < count) {
      int n = Math.min(BLOCK / 4, count - done);
      need(4 * n);
      FloatBuffer view = buffer.asFloatBuffer();
      view.get(to, from + done, n);
      buffer.position(buffer.position() + 4 * n);
      done += n;
    }
    for (int i = from; i < from + count; i++) {
      if (!(Math.abs(to[i]) <= Float.MAX_VALUE)) {
        throw wrong("the number " + to[i], "finite numbers");
      }
    }
  }

  /** Refuses more than the file has, before memory is taken for it. */
  void check(long count, long bytesEach) {
    if (count < 0 || count > left() / bytesEach || count > Integer.MAX_VALUE - 16) {
      throw wrong(
          "a claim of " + count + " entries", "as many as fit in the " + left() + " bytes left");
    }
  }

  BadInputException wrong(String found, String expected) {
    return BadInputException.of(source, found, expected);
  }
}
