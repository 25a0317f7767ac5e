package io.palavra.cli;

import io.palavra.pipeline.BadInputException;

/** What a system hands over as arguments: bytes, which Java has read by the locale's charset. */
final class Arguments {
  /** Stands for bytes that are none of the charset's. */
  private static final char REPLACEMENT = '\ufffd';

  private Arguments() {}

  /**
   * Refuses what was lost on the way: a text with other letters would get an answer, too.
   *
   * @throws BadInputException for the first argument that is no text
   */
  static void requireText(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].codePoints().anyMatch(Arguments::lost)) {
        throw BadInputException.of(
            "argument " + (i + 1),
            arguments[i],
            "text in " + System.getProperty("sun.jnu.encoding", "UTF-8") + ", as the locale says");
      }
    }
  }

  private static boolean lost(int codePoint) {
    return codePoint == REPLACEMENT || Character.getType(codePoint) == Character.SURROGATE;
  }
}
