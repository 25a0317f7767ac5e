package io.palavra.embeddings.format;

import io.palavra.pipeline.BadInputException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Reads a word and its numbers a line, with or without a header. */
final class TextVectors {
  private static final int MOST_DIMENSIONS = 1 << 16;

  private final ByteSource in;
  private final OptionalLong size;
  private final Predicate<String> wanted;
  private final Fields fields = new Fields();
  private long line;
  private int dimensions;
  private float[] values = {};

  TextVectors(ByteSource in, OptionalLong size, Predicate<String> wanted) {
    this.in = in;
    this.wanted = wanted;
    this.size = size;
  }

  /**
   * @param first the first line, whose fields decide with those of the second one
   */
  LoadedVectors read(byte[] first, Optional<Header> header) {
    line = 1;
    Optional<Header> claimed = header;
    if (header.isPresent()) {
      int length = nextLine();
      if (length < 0) {
        throw BadInputException.at(
            in.source(),
            1,
            null,
            header.get().words() + " words behind this line, but it is alone");
      }
      fields.split(in.line(), length);
      if (fields.count() == 2 && header.get().dimensions() != 1) {
        claimed = Optional.empty();
      }
    } else {
      fields.split(first, first.length);
    }
    dimensions = claimed.isPresent() ? claimed(claimed.get()) : guessed();
    values = new float[dimensions];
    VectorTable table = new VectorTable(in.source(), dimensions, wanted);
    if (header.isPresent() && claimed.isEmpty()) {
      Fields kept = new Fields();
      kept.split(first, first.length);
      line = 1;
      add(kept, first, table);
      line = 2;
    }
    rows(table, header.isPresent() ? in.line() : first);
    claimed.ifPresent(said -> checkCount(said, table));
    return table.loaded(claimed.isPresent() ? VectorFormat.WORD2VEC_TEXT : VectorFormat.GLOVE_TEXT);
  }

  private int nextLine() {
    line++;
    return in.readLine(line);
  }

  private void rows(VectorTable table, byte[] current) {
    add(fields, current, table);
    for (int length = nextLine(); length >= 0; length = nextLine()) {
      fields.split(in.line(), length);
      add(fields, in.line(), table);
    }
  }

  private int claimed(Header header) {
    long asked = header.dimensions();
    if (asked < 1 || asked > MOST_DIMENSIONS) {
      throw BadInputException.at(
          in.source(), 1, Long.toString(asked), "from 1 to " + MOST_DIMENSIONS + " dimensions");
    }
    if (size.isPresent() && header.words() > size.getAsLong() / (2 * asked)) {
      throw BadInputException.at(
          in.source(),
          1,
          header.words() + " words of " + asked,
          "as many as fit in a file of " + size.getAsLong() + " bytes");
    }
    return (int) asked;
  }

  private int guessed() {
    int count = fields.count() - 1;
    if (count < 1 || count > MOST_DIMENSIONS) {
      throw BadInputException.at(
          in.source(), line, null, "a word and 1 to " + MOST_DIMENSIONS + " numbers");
    }
    return count;
  }

  private void checkCount(Header header, VectorTable table) {
    if (table.read() != header.words()) {
      throw BadInputException.at(
          in.source(),
          1,
          header.words() + (header.words() == 1 ? " word" : " words"),
          "the number of words that follow, which is "
              + table.read()
              + (table.read() < header.words() ? "; is the file cut?" : ""));
    }
  }

  private String expectedRow() {
    return "a word and "
        + dimensions
        + (dimensions == 1 ? " number" : " numbers")
        + (line > 1 ? " as the lines before" : "")
        + (in.peek() < 0 ? "; the file ends here, is it cut?" : "");
  }

  private void add(Fields row, byte[] bytes, VectorTable table) {
    int count = row.count();
    if (count == 0) {
      return;
    }
    int first = count - dimensions;
    boolean ragged =
        first < 0
            || first == 0 && Float.isNaN(row.number(0))
            || first > 1 && !Float.isNaN(row.number(first - 1));
    if (ragged) {
      throw BadInputException.at(
          in.source(), line, row.text(0) + " and " + (count - 1) + " more", expectedRow());
    }
    for (int i = 0; i < dimensions; i++) {
      float value = row.number(first + i);
      if (!(Math.abs(value) <= Float.MAX_VALUE)) {
        throw BadInputException.at(in.source(), line, row.text(first + i), "a finite number");
      }
      values[i] = value;
    }
    if (first == 0) {
      table.nameless();
    } else {
      table.add(bytes, row.start(0), row.end(first - 1), values);
    }
  }
}
