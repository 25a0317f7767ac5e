package io.palavra.training.baseline;

import java.util.List;

/**
 * How the linear baseline learns, and how much memory it may take.
 *
 * @param longest tokens of the longest n-gram; all shorter ones count, too
 * @param sublinear whether a count {@code c} weighs {@code 1 + ln c}
 * @param candidates what is tried on the development set, the preferred ones first
 * @param maxTokens tokens of the training texts that are held at most; from a corpus with more, a
 *     random sample of its texts is learned from
 * @param maxTextTokens tokens of one text that are read at most
 * @param maxNgrams n-grams that are counted at most; the rare ones are forgotten first
 * @param maxWeights n-grams times classes that are learned at most
 */
public record LinearOptions(
    int longest,
    boolean sublinear,
    List<Candidate> candidates,
    long maxTokens,
    int maxTextTokens,
    int maxNgrams,
    int maxWeights) {
  private static final List<Candidate> GRID =
      List.of(
          new Candidate(Loss.SQUARED_HINGE, 1),
          new Candidate(Loss.SQUARED_HINGE, 0.3),
          new Candidate(Loss.SQUARED_HINGE, 0.1),
          new Candidate(Loss.LOGISTIC, 3),
          new Candidate(Loss.LOGISTIC, 10));

  /** The heap for which the default bounds are made, in bytes. */
  private static final long USUAL_HEAP = 2L << 30;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException for a bound below 1 or an empty list
   */
  public LinearOptions {
    candidates = List.copyOf(candidates);
    if (candidates.isEmpty()
        || Math.min(longest, maxTextTokens) < 1
        || Math.min(maxTokens, Math.min(maxNgrams, maxWeights)) < 1) {
      throw new IllegalArgumentException("a candidate and bounds of 1 or more are needed");
    }
  }

  /** Words and bigrams, in well under half of the heap that this JVM may use. */
  public static LinearOptions words() {
    return ofHeap(2, Runtime.getRuntime().maxMemory());
  }

  /** One to four characters, for tokenisers that cut texts into characters. */
  public static LinearOptions characters() {
    return ofHeap(4, Runtime.getRuntime().maxMemory());
  }

  /** The default bounds; less than the usual heap shrinks them, more does not lift them. */
  static LinearOptions ofHeap(int longest, long bytes) {
    double scale = Math.min(1, (double) bytes / USUAL_HEAP);
    return new LinearOptions(
        longest,
        true,
        GRID,
        (long) (16_000_000 * scale / longest),
        10_000,
        (int) (4_000_000 * scale),
        (int) (16_000_000 * scale));
  }

  /** The two losses of the L2-regularised learners. */
  public enum Loss {
    /** A linear support vector machine. */
    SQUARED_HINGE,
    /** Logistic regression. */
    LOGISTIC
  }

  /**
   * A learner to try.
   *
   * @param loss its loss
   * @param cost {@code C}, the weight of the loss against the regularisation
   */
  public record Candidate(Loss loss, double cost) {
    @Override
    public String toString() {
      String name = loss == Loss.LOGISTIC ? "logistic regression" : "linear SVM";
      return name + ", C = " + cost;
    }
  }
}
