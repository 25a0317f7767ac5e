package io.palavra.pipeline;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a user gave can not be used: a file, an option, a model. The message is one line that names
 * the source, the line where there is one, the value, and what was expected; the command line
 * prints it and exits with code 2.
 */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_VALUE = 80;

  private final String source;
  private final long line;
  private final String value;
  private final String expected;
  private final boolean ofPlace;

  private BadInputException(
      String source, long line, String value, String expected, boolean ofPlace, Throwable cause) {
    super(message(source, line, value, expected), cause);
    this.source = source;
    this.line = line;
    this.value = value;
    this.expected = expected;
    this.ofPlace = ofPlace;
  }

  /**
   * @param source file or option, as the user named it
   * @param expected what would have been right
   */
  public static BadInputException of(String source, String expected) {
    return new BadInputException(source, 0, null, expected, false, null);
  }

  /** As {@link #of(String, String)} with the value that was found. */
  public static BadInputException of(String source, String value, String expected) {
    return new BadInputException(source, 0, value, expected, false, null);
  }

  /**
   * @param line 1-based line of the file
   */
  public static BadInputException at(String source, long line, String value, String expected) {
    return new BadInputException(source, line, value, expected, false, null);
  }

  /**
   * A complaint about the place that is to be written: no room, no permission. What was being done
   * is not at fault, and can be done there once the place is put right.
   *
   * @param source file or folder
   * @param expected what would have been right
   */
  public static BadInputException place(String source, String expected) {
    return new BadInputException(source, 0, null, expected, true, null);
  }

  /** The same complaint with the fault that led to it, for the log. */
  public BadInputException because(Throwable cause) {
    return new BadInputException(source, line, value, expected, ofPlace, cause);
  }

  /** The same complaint with other words for what would have been right. */
  public BadInputException expecting(String other) {
    return new BadInputException(source, line, value, other, ofPlace, getCause());
  }

  /** The same complaint about what another option gave. */
  public BadInputException of(String option) {
    return new BadInputException(option, line, value, expected, ofPlace, getCause());
  }

  /** The same complaint about a part of a file: {@code model.palavra!labels.json}. */
  public BadInputException inside(String file) {
    return new BadInputException(file + "!" + source, line, value, expected, ofPlace, getCause());
  }

  /** The same complaint about a record: {@code dna.csv:4, place 3 of "acxt"}. */
  public BadInputException about(String record) {
    return new BadInputException(
        record + ", " + source, line, value, expected, ofPlace, getCause());
  }

  /** The file or option as the user named it. */
  public String source() {
    return source;
  }

  /** The 1-based line, where the source has lines. */
  public OptionalLong line() {
    return line > 0 ? OptionalLong.of(line) : OptionalLong.empty();
  }

  /** The value that was found, where there was one. */
  public Optional<String> value() {
    return Optional.ofNullable(value);
  }

  /** What would have been right. */
  public String expected() {
    return expected;
  }

  /** Whether the place that was to be written is at fault, and nothing else. */
  public boolean ofPlace() {
    return ofPlace;
  }

  private static String message(String source, long line, String value, String expected) {
    StringBuilder text = new StringBuilder(printable(source));
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (value != null) {
      text.append("found \"").append(shortened(printable(value))).append("\", ");
    }
    return text.append("expected ").append(printable(expected)).toString();
  }

  private static String shortened(String value) {
    if (value.length() <= LONGEST_VALUE) {
      return value;
    }
    int end = value.offsetByCodePoints(0, value.codePointCount(0, LONGEST_VALUE) - 1);
    return value.substring(0, end) + "…";
  }

  /** Control characters would break the promise of one line, or the terminal. */
  private static String printable(String text) {
    String head = text.length() > 10 * LONGEST_VALUE ? text.substring(0, 10 * LONGEST_VALUE) : text;
    StringBuilder out = new StringBuilder(head.length());
    head.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                out.append("\\n");
              } else if (c == '\t') {
                out.append("\\t");
              } else if (Character.isISOControl(c)) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
