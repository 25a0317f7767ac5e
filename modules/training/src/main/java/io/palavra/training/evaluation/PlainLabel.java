package io.palavra.training.evaluation;

/** The name of a class as a terminal's table shows it. */
final class PlainLabel {
  private static final int LONGEST_LABEL = 32;

  private PlainLabel() {}

  /** Without anything that could move the cursor, and not too long. */
  static String of(String label) {
    StringBuilder plain = new StringBuilder();
    label
        .codePoints()
        .limit(LONGEST_LABEL)
        .map(c -> isPlain(c) ? c : '?')
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
