package io.palavra.translator.search;

import java.util.List;

/**
 * A sentence whose translation is sought.
 *
 * @param tokens of the source
 * @param terms token sequences that the translation holds, each by itself
 * @param mark of the sentence itself, which draws are seeded with: the same sentence gets the same
 *     draws whatever else is translated
 */
public record Sought(int tokens, List<List<Integer>> terms, long mark) {
  /** The most terms that a translation can be made to hold. */
  public static final int MOST_TERMS = 62;

  /** Copies the terms. */
  public Sought {
    if (terms.size() > MOST_TERMS || terms.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "expected at most " + MOST_TERMS + " terms, none of them empty, got " + terms);
    }
    terms = terms.stream().map(List::copyOf).toList();
  }

  /** Without terms or mark. */
  public static Sought of(int tokens) {
    return new Sought(tokens, List.of(), 0);
  }
}
