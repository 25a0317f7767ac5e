package io.palavra.pipeline.check;

import io.palavra.pipeline.BadInputException;

/**
 * How to check.
 *
 * @param examples how many examples a finding has at most
 * @param similarity from which Jaccard similarity of their character 5-grams two texts are near
 *     duplicates, above 0.5 and below 1
 * @param compared how many different texts are remembered for comparison, at about 170 bytes each;
 *     later texts are compared with these
 * @param languages whether rows in another language are looked for
 */
public record CheckOptions(int examples, double similarity, int compared, boolean languages) {
  private static final long BYTES_PER_TEXT = 170;

  /**
   * @throws BadInputException for a value out of range, with its option's name
   */
  public CheckOptions {
    require(examples >= 0, "examples", examples, "0 or more");
    require(similarity > 0.5 && similarity < 1, "similarity", similarity, "above 0.5, below 1");
    require(compared >= 1, "compared", compared, "1 or more");
  }

  /** Five examples, similarity 0.8, an eighth of the heap for comparisons, languages too. */
  public static CheckOptions defaults() {
    long texts = Runtime.getRuntime().maxMemory() / 8 / BYTES_PER_TEXT;
    return new CheckOptions(5, 0.8, (int) Math.max(10_000, Math.min(texts, 50_000_000)), true);
  }

  private static void require(boolean holds, String option, Object value, String expected) {
    if (!holds) {
      throw BadInputException.of("option " + option, String.valueOf(value), expected);
    }
  }
}
