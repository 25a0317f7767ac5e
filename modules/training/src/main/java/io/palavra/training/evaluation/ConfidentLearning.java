package io.palavra.training.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which labels of a data set are likely to be wrong, by what a model says of its texts: confident
 * learning (Northcutt, Jiang and Chuang, Journal of Artificial Intelligence Research 70, 2021),
 * equation 1 for the confident joint, off-diagonal entries ranked by normalised margin.
 *
 * <p>A text counts as confidently of a class when its probability for that class is at least the
 * mean that the texts labelled so have for it. The model must not have learned from these texts, or
 * it has learned their wrong labels, too.
 */
public final class ConfidentLearning {
  private final int classes;
  private final List<Text> texts = new ArrayList<>();

  /** For labels that are one of so many classes. */
  public ConfidentLearning(int classes) {
    this.classes = classes;
  }

  private record Text(int label, float[] probabilities) {}

  /**
   * A text whose label is doubted.
   *
   * @param index of the text, in the order in which they were added
   * @param label that it has
   * @param likely the class that it is confidently of
   * @param margin probability of the likely class less that of its label
   */
  public record Doubt(int index, int label, int likely, double margin) {}

  /**
   * Adds a text.
   *
   * @param probabilities of all classes
   */
  public void add(int label, double[] probabilities) {
    if (label < 0 || label >= classes || probabilities.length != classes) {
      throw new IllegalArgumentException(
          "class " + label + " and " + probabilities.length + " probabilities of " + classes);
    }
    float[] copy = new float[classes];
    for (int k = 0; k < classes; k++) {
      copy[k] = (float) probabilities[k];
    }
    texts.add(new Text(label, copy));
  }

  /** The texts whose labels are doubted, the most doubtful first. */
  public List<Doubt> doubts() {
    double[] thresholds = thresholds();
    List<Doubt> doubts = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Text text = texts.get(i);
      int likely = confidentlyOf(text, thresholds);
      if (likely >= 0 && likely != text.label()) {
        double margin = text.probabilities()[likely] - text.probabilities()[text.label()];
        doubts.add(new Doubt(i, text.label(), likely, margin));
      }
    }
    doubts.sort(Comparator.comparingDouble(Doubt::margin).reversed());
    return doubts;
  }

  /** By class: the mean probability that the texts labelled so have for it. */
  private double[] thresholds() {
    double[] sums = new double[classes];
    long[] counts = new long[classes];
    for (Text text : texts) {
      sums[text.label()] += text.probabilities()[text.label()];
      counts[text.label()]++;
    }
    for (int k = 0; k < classes; k++) {
      // A class that no text is labelled with can not be judged.
      sums[k] = counts[k] == 0 ? Double.POSITIVE_INFINITY : sums[k] / counts[k];
    }
    return sums;
  }

  /** The most probable of the classes that it reaches the threshold of; -1 for none. */
  private static int confidentlyOf(Text text, double[] thresholds) {
    int best = -1;
    for (int k = 0; k < thresholds.length; k++) {
      boolean reaches = text.probabilities()[k] >= thresholds[k];
      if (reaches && (best < 0 || text.probabilities()[k] > text.probabilities()[best])) {
        best = k;
      }
    }
    return best;
  }
}
