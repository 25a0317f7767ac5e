package io.palavra.embeddings.format;

import io.palavra.pipeline.BadInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Reads word2vec's binary format, with or without a line feed behind each vector. */
final class BinaryVectors {
  private static final int MOST_DIMENSIONS = 1 << 16;
  private static final int LONGEST_WORD = 1 << 16;

  private final ByteSource in;
  private final Predicate<String> wanted;
  private byte[] word = new byte[64];

  BinaryVectors(ByteSource in, Predicate<String> wanted) {
    this.in = in;
    this.wanted = wanted;
  }

  /**
   * @param size of the file, where it is known
   */
  LoadedVectors read(Header header, OptionalLong size) {
    long dimensions = header.dimensions();
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw BadInputException.at(
          in.source(),
          1,
          Long.toString(dimensions),
          "from 1 to " + MOST_DIMENSIONS + " dimensions");
    }
    if (size.isPresent() && header.words() > size.getAsLong() / (4 * dimensions + 1)) {
      throw BadInputException.at(
          in.source(),
          1,
          header.words() + " words of " + dimensions,
          "as many as fit in a file of " + size.getAsLong() + " bytes; is it cut?");
    }
    VectorTable table = new VectorTable(in.source(), (int) dimensions, wanted);
    float[] values = new float[(int) dimensions];
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long row = 1; row <= header.words(); row++) {
      int length = word(row, header);
      if (in.read(bytes.array(), bytes.capacity()) < bytes.capacity()) {
        throw cut(row, header);
      }
      bytes.asFloatBuffer().get(values);
      check(row, values);
      if (length == 0) {
        table.nameless();
      } else {
        table.add(word, 0, length, values);
      }
    }
    while (in.peek() == '\n') {
      in.next();
    }
    if (in.peek() >= 0) {
      throw BadInputException.at(
          in.source(), 1, header.words() + " words", "the number of words, but more follow");
    }
    return table.loaded(VectorFormat.WORD2VEC_BINARY);
  }

  private int word(long row, Header header) {
    while (in.peek() == '\n') {
      in.next();
    }
    int length = 0;
    for (int b = in.next(); b != ' '; b = in.next()) {
      if (b < 0) {
        throw cut(row, header);
      }
      if (length == LONGEST_WORD) {
        throw BadInputException.of(
            in.source(), "vector " + row, "a word of at most " + LONGEST_WORD + " bytes");
      }
      if (length == word.length) {
        word = Arrays.copyOf(word, 2 * length);
      }
      word[length++] = (byte) b;
    }
    return length;
  }

  private BadInputException cut(long row, Header header) {
    return BadInputException.of(
        in.source(),
        "the end of the file in vector " + row,
        header.words() + " vectors of " + header.dimensions() + " as the first line says");
  }

  private void check(long row, float[] values) {
    for (float value : values) {
      if (!(Math.abs(value) <= Float.MAX_VALUE)) {
        throw BadInputException.of(
            in.source(), value + " in vector " + row, "finite numbers; is it another format?");
      }
    }
  }
}
