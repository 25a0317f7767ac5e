package io.palavra.embeddings.model;

import java.util.Locale;

/** A number of things for people: {@code 1 pair}, {@code 2,000 pairs}. */
public final class Amount {
  private Amount() {}

  /**
   * The number and the noun.
   *
   * @param one the noun for one of them; more of them have an s
   */
  public static String of(long count, String one) {
    return of(count, one, one + "s");
  }

  /** The number and the noun, whose plural is not made by an s. */
  public static String of(long count, String one, String several) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : several);
  }
}
