package io.palavra.training.baseline;

import io.palavra.training.evaluation.Rival;

/**
 * What the linear baseline came to.
 *
 * @param test its answers on the test set, in the set's order
 * @param chosen the learner that was best on the development set
 * @param devAccuracy of that learner
 * @param features n-grams with a weight
 * @param learned training texts that were learned from
 * @param texts training texts there are; more than were learned from where memory bounds them
 */
public record BaselineResult(
    Rival test,
    LinearOptions.Candidate chosen,
    double devAccuracy,
    int features,
    long learned,
    long texts) {

  /** As {@code metrics.json} names it. */
  public static final String NAME = "tf-idf + linear";

  /** As {@code metrics.json} names it. */
  public String name() {
    return test.name();
  }

  /** On the test set. */
  public double accuracy() {
    return test.accuracy();
  }

  /** Of learning and choosing, the test set not included. */
  public double seconds() {
    return test.seconds();
  }

  /** The same, of a sample that was drawn from so many texts. */
  public BaselineResult outOf(long all) {
    return new BaselineResult(test, chosen, devAccuracy, features, learned, all);
  }

  /** How it was made, in a few words for reports. */
  public String description() {
    String sample =
        learned < texts ? learned + " of " + texts + " texts, sampled" : texts + " texts";
    return chosen + "; " + features + " n-grams; " + sample;
  }
}
