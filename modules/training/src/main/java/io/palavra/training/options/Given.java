package io.palavra.training.options;

import io.palavra.pipeline.BadInputException;
import java.util.List;

/**
 * A value as somebody gave it.
 *
 * @param items its text; several for a list
 * @param form how it was written
 * @param key the option as it was named there
 * @param source the file, or the flag
 * @param line 1-based; 0 where there are no lines
 */
record Given(List<String> items, Form form, String key, String source, long line) {

  /** How a value was written, as far as the notation tells. */
  enum Form {
    /** Bare words, which may be anything. */
    PLAIN,
    /** Certainly text. */
    QUOTED,
    /** Certainly a number. */
    NUMBER,
    /** Certainly true or false. */
    BOOLEAN,
    /** Nothing. */
    NONE,
    /** A list of bare words. */
    LIST
  }

  Given {
    items = List.copyOf(items);
  }

  /** The value for a complaint. */
  String text() {
    return switch (form) {
      case LIST -> line > 0 ? items.toString() : String.join(",", items);
      case NONE -> "null";
      default -> items.get(0);
    };
  }

  /** A complaint that names option, value, place and what would have been right. */
  BadInputException complaint(String expected) {
    return line > 0
        ? BadInputException.at(source, line, key + ": " + text(), expected)
        : BadInputException.of(source, key + "=" + text(), expected);
  }
}
