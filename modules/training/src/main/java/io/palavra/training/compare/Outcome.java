package io.palavra.training.compare;

import java.util.List;

/**
 * What came of one training.
 *
 * @param contestant its name
 * @param seed of everything random
 * @param seconds from the data to the model, all parts of an interrupted training together
 * @param bytes of the model
 * @param textsPerSecond answered by one thread
 * @param predicted index of the class given to each text of the test part, in its order
 * @param epochs in their order; none of a contestant that does not learn in epochs
 */
public record Outcome(
    String contestant,
    long seed,
    double seconds,
    long bytes,
    double textsPerSecond,
    List<Integer> predicted,
    List<EpochPoint> epochs) {

  /** Copies the lists. */
  public Outcome {
    predicted = List.copyOf(predicted);
    epochs = List.copyOf(epochs);
  }

  /**
   * The two losses after an epoch.
   *
   * @param trainLoss mean over its batches, with what the training adds to it
   * @param devLoss on the development set
   * @param devAccuracy on the development set
   * @param best whether no epoch was better so far
   */
  public record EpochPoint(double trainLoss, double devLoss, double devAccuracy, boolean best) {}

  /** Whether each text was given its class. */
  boolean[] correct(int[] truth) {
    boolean[] correct = new boolean[truth.length];
    for (int i = 0; i < truth.length; i++) {
      correct[i] = truth[i] == predicted.get(i);
    }
    return correct;
  }
}
