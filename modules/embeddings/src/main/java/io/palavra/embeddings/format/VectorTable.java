package io.palavra.embeddings.format;

import io.palavra.embeddings.WordVectors;
import io.palavra.embeddings.rows.FloatRows;
import io.palavra.embeddings.text.WordIndex;
import io.palavra.pipeline.BadInputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;

/** Rows as they come from a file; it grows with what was read, not with what a header claims. */
final class VectorTable {
  private static final int LONGEST = Integer.MAX_VALUE - 16;

  private final String source;
  private final int dimensions;
  private final int width;
  private final Predicate<String> wanted;
  private final WordIndex index = new WordIndex();
  private float[] rows;
  private long read;
  private long duplicates;
  private long nameless;
  private long broken;

  VectorTable(String source, int dimensions, Predicate<String> wanted) {
    this.wanted = wanted;
    this.source = source;
    this.dimensions = dimensions;
    this.width = WordVectors.width(dimensions);
    this.rows = new float[16 * width];
  }

  /** A row without a word. */
  void nameless() {
    read++;
    nameless++;
  }

  /**
   * @param values {@code [dimensions]} from the beginning; copied
   */
  void add(byte[] bytes, int from, int to, float[] values) {
    read++;
    byte[] word = bytes;
    int start = from;
    int end = to;
    if (!sound(bytes, from, to)) {
      broken++;
      word =
          new String(bytes, from, to - from, StandardCharsets.UTF_8)
              .getBytes(StandardCharsets.UTF_8);
      start = 0;
      end = word.length;
    }
    if (!wanted.test(new String(word, start, end - start, StandardCharsets.UTF_8))) {
      return;
    }
    int number = index.size();
    if (index.find(word, start, end) >= 0) {
      duplicates++;
      return;
    }
    makeRoom(number + 1L);
    index.add(word, start, end);
    System.arraycopy(values, 0, rows, number * width, dimensions);
  }

  private void makeRoom(long count) {
    long needed = count * width;
    if (needed > LONGEST) {
      throw BadInputException.of(
          source, "at most " + LONGEST / width + " words of " + dimensions + " dimensions");
    }
    if (needed > rows.length) {
      long length = Math.min(LONGEST / width, count + count / 2) * width;
      rows = Arrays.copyOf(rows, (int) length);
    }
  }

  private static boolean sound(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return decodes(bytes, from, to);
      }
    }
    return true;
  }

  private static boolean decodes(byte[] bytes, int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Rows so far, those that were left out too. */
  long read() {
    return read;
  }

  LoadedVectors loaded(VectorFormat format) {
    if (index.size() == 0 && read > nameless) {
      throw BadInputException.of(source, "a vector for at least one word; there is none");
    }
    if (index.size() == 0) {
      throw BadInputException.of(source, "at least one word with a vector");
    }
    return new LoadedVectors(
        WordVectors.of(index, FloatRows.of(rows, width), dimensions),
        format,
        duplicates,
        nameless,
        broken,
        0);
  }
}
