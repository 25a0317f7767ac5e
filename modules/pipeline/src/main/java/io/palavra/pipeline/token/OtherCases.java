package io.palavra.pipeline.token;

import java.util.List;
import java.util.Locale;

/** Under which other cases a word may be known that is not known as it is written. */
public final class OtherCases {
  private OtherCases() {}

  /** In lower case, with a capital, in capitals: the order in which they are asked for. */
  public static List<String> of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    int first = lower.isEmpty() ? 0 : lower.offsetByCodePoints(0, 1);
    String title = lower.substring(0, first).toUpperCase(Locale.ROOT) + lower.substring(first);
    return List.of(lower, title, lower.toUpperCase(Locale.ROOT));
  }
}
