package io.palavra.translator.score;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What networks do wrong and people do not.
 *
 * @param repeating share of the translations, in percent, in which a sequence of one to four words
 *     stands twice in a row more often than in the reference
 * @param shortened share, in percent, with less than {@value #SHORT} times the words of the
 *     reference: something of the source was most likely left out
 * @param length words of all translations for each word of the references
 */
public record Faults(double repeating, double shortened, double length) {
  static final double SHORT = 0.7;

  private static final int LONGEST_REPEATED = 4;
  private static final double PERCENT = 100;

  /** Of a test set. */
  public static Faults of(Translated test) {
    int repeating = 0;
    int shortened = 0;
    long written = 0;
    long due = 0;
    for (int i = 0; i < test.size(); i++) {
      String[] ours = words(test.ours().get(i));
      String[] reference = words(test.references().get(i));
      repeating += repeats(ours) > repeats(reference) ? 1 : 0;
      shortened += ours.length < SHORT * reference.length ? 1 : 0;
      written += ours.length;
      due += reference.length;
    }
    double all = Math.max(1, test.size());
    return new Faults(
        PERCENT * repeating / all, PERCENT * shortened / all, (double) written / Math.max(1, due));
  }

  /** How often a sequence of words stands twice in a row. */
  static int repeats(String... words) {
    int repeats = 0;
    for (int size = 1; size <= LONGEST_REPEATED; size++) {
      for (int i = 0; i + 2 * size <= words.length; i++) {
        repeats += Arrays.equals(words, i, i + size, words, i + size, i + 2 * size) ? 1 : 0;
      }
    }
    return repeats;
  }

  private static String[] words(String line) {
    List<String> words = Tokenization.MTEVAL_13A.words(line.toLowerCase(Locale.ROOT));
    return words.toArray(String[]::new);
  }
}
