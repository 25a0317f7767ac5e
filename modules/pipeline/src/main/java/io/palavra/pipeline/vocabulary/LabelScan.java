package io.palavra.pipeline.vocabulary;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.split.TrainSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The classes that the texts to learn from have.
 *
 * @param labels the classes
 * @param counts texts of each class, by index
 */
public record LabelScan(Labels labels, long[] counts) {

  /**
   * Reads all labels of the training part, and of no other.
   *
   * @throws BadInputException when there is no text, or one class only
   */
  public static LabelScan of(TrainSet<LabelledText> train) {
    Builder builder = new Builder();
    try (RecordStream<LabelledText> records = train.corpus().open()) {
      records.forEachRemaining(record -> builder.add(record.value().label()));
    }
    return builder.build(train.corpus().name());
  }

  /** Counts labels as they come. */
  public static final class Builder {
    private final Map<String, long[]> counts = new TreeMap<>();

    /** Counts a text's label. */
    public void add(String label) {
      counts.computeIfAbsent(label, name -> new long[1])[0]++;
    }

    /**
     * What was counted.
     *
     * @param source names the texts in a complaint
     * @throws BadInputException when there was no text, or one class only
     */
    public LabelScan build(String source) {
      if (counts.isEmpty()) {
        throw BadInputException.of(source, "at least two labelled texts; there is none");
      }
      if (counts.size() == 1) {
        String only = counts.keySet().iterator().next();
        throw BadInputException.of(source, only, "two classes at least; every text has this label");
      }
      long[] byIndex = counts.values().stream().mapToLong(count -> count[0]).toArray();
      return new LabelScan(Labels.sorted(counts.keySet()), byIndex);
    }
  }

  /** Texts in all. */
  public long total() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Weights that give each class the same sum, their mean over the texts being 1. */
  public double[] balancingWeights() {
    double[] weights = new double[counts.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (double) total() / (weights.length * (double) counts[i]);
    }
    return weights;
  }
}
