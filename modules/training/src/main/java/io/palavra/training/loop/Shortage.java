package io.palavra.training.loop;

import java.util.regex.Pattern;

/** Tells a shortage of memory from other faults. */
final class Shortage {
  /**
   * What ND4J says of a card whose memory is used up: cudaMalloc's error 2, in the words of its
   * memory manager or of the native library.
   */
  private static final Pattern CARD =
      Pattern.compile(
          "out of memory|(?<!de)allocation failed|failed to allocate|can't allocate memory|"
              + "cannot allocate|cudamalloc failed|cudaerrormemoryallocation|error code:? \\[2\\]",
          Pattern.CASE_INSENSITIVE);

  private Shortage() {}

  static boolean is(Throwable fault) {
    int depth = 0;
    for (Throwable t = fault; t != null && depth < 20; t = t.getCause()) {
      if (t instanceof OutOfMemoryError
          || t.getMessage() != null && CARD.matcher(t.getMessage()).find()) {
        return true;
      }
      depth++;
    }
    return false;
  }
}
