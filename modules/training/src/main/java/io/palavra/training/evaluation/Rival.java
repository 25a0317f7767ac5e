package io.palavra.training.evaluation;

/**
 * A simpler classifier that answered the same texts.
 *
 * @param name {@code tf-idf + linear}
 * @param truth {@code [texts]} class indices, to see that these are the same texts
 * @param predicted {@code [texts]} class indices
 * @param seconds of its training
 */
public record Rival(String name, int[] truth, int[] predicted, double seconds) {

  /**
   * @throws IllegalArgumentException when the two lengths differ
   */
  public Rival {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          predicted.length + " predictions for " + truth.length + " texts");
    }
  }

  /** Whether each text was given its class. */
  public boolean[] correct() {
    boolean[] correct = new boolean[truth.length];
    for (int i = 0; i < correct.length; i++) {
      correct[i] = truth[i] == predicted[i];
    }
    return correct;
  }

  /** The share of texts whose class was found; 0 without texts. */
  public double accuracy() {
    int hits = 0;
    for (boolean hit : correct()) {
      hits += hit ? 1 : 0;
    }
    return truth.length == 0 ? 0 : (double) hits / truth.length;
  }
}
