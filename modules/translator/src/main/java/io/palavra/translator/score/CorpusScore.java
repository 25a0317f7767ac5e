package io.palavra.translator.score;

import java.util.List;

/**
 * A measure of a whole corpus whose counts can be added sentence by sentence, so that a sample of
 * sentences, as a bootstrap draws them, is scored without counting anew.
 */
public interface CorpusScore {

  /** What people call it: {@code BLEU}. */
  String name();

  /** What has to be the same for two values to be comparable, as sacreBLEU writes it. */
  String signature();

  /** The counts of one sentence. */
  long[] counts(String hypothesis, String reference);

  /** The value of added counts; 0 to 100 where more is better. */
  double value(long[] counts);

  /** Whether a translation is the better the greater the value. */
  default boolean moreIsBetter() {
    return true;
  }

  /**
   * The value of a corpus.
   *
   * @throws IllegalArgumentException when the lists differ in length
   */
  default double of(List<String> hypotheses, List<String> references) {
    if (hypotheses.size() != references.size()) {
      throw new IllegalArgumentException(
          hypotheses.size() + " hypotheses, " + references.size() + " references");
    }
    long[] sum = counts("", "");
    for (int i = 0; i < hypotheses.size(); i++) {
      long[] counts = counts(hypotheses.get(i), references.get(i));
      for (int k = 0; k < sum.length; k++) {
        sum[k] += counts[k];
      }
    }
    return value(sum);
  }
}
