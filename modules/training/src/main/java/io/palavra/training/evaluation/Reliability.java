package io.palavra.training.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * A reliability diagram: is a classifier right as often as it says? Texts are put into bins of
 * equal width by the probability of their predicted class.
 *
 * @param bins from probability 0 to 1; a bin holds its upper but not its lower edge
 */
public record Reliability(List<Bin> bins) {

  /** Bins as in Guo et al. (2017). */
  public static final int BINS = 15;

  /** Copies the list. */
  public Reliability {
    bins = List.copyOf(bins);
  }

  /** The diagram of predictions under a calibration. */
  public static Reliability of(Predictions predictions, Calibration calibration) {
    long[] counts = new long[BINS];
    long[] hits = new long[BINS];
    double[] confidence = new double[BINS];
    for (Predictions.Row row : predictions.rows()) {
      int predicted = row.predicted();
      double probability = calibration.apply(row.logits())[predicted];
      int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(probability * BINS) - 1));
      counts[bin]++;
      hits[bin] += predicted == row.truth() ? 1 : 0;
      confidence[bin] += probability;
    }
    List<Bin> bins = new ArrayList<>(BINS);
    for (int i = 0; i < BINS; i++) {
      double count = Math.max(1, counts[i]);
      bins.add(
          new Bin(
              (double) i / BINS,
              (double) (i + 1) / BINS,
              counts[i],
              hits[i] / count,
              confidence[i] / count));
    }
    return new Reliability(bins);
  }

  /**
   * Expected calibration error (Naeini, Cooper and Hauskrecht 2015; Guo et al. 2017, equation 3):
   * the distance between accuracy and confidence of a bin, averaged with the bins' texts as
   * weights. 0 without texts.
   */
  public double expectedCalibrationError() {
    double sum = 0;
    long total = 0;
    for (Bin bin : bins) {
      sum += bin.count() * Math.abs(bin.accuracy() - bin.confidence());
      total += bin.count();
    }
    return total == 0 ? 0 : sum / total;
  }

  /**
   * The texts with a probability in one range.
   *
   * @param low lower edge
   * @param high upper edge
   * @param count texts
   * @param accuracy share of them that are right; 0 for an empty bin
   * @param confidence their mean probability; 0 for an empty bin
   */
  public record Bin(double low, double high, long count, double accuracy, double confidence) {}
}
