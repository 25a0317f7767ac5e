package io.palavra.training.evaluation;

import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.vocabulary.Labels;
import java.util.List;

/**
 * What a classifier said of a labelled set.
 *
 * @param labels the classes
 * @param rows one a text, in the set's order
 */
public record Predictions(Labels labels, List<Row> rows) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException when a row's truth is no class, or its logits are not one
   *     finite number a class
   */
  public Predictions {
    rows = List.copyOf(rows);
    for (Row row : rows) {
      check(row, labels.size());
    }
  }

  /** The number of texts. */
  public int size() {
    return rows.size();
  }

  /** Whether each text was given its class, in the set's order. */
  public boolean[] correct() {
    boolean[] correct = new boolean[rows.size()];
    for (int i = 0; i < correct.length; i++) {
      correct[i] = rows.get(i).correct();
    }
    return correct;
  }

  private static void check(Row row, int classes) {
    if (row.truth() < 0 || row.truth() >= classes) {
      throw new IllegalArgumentException(
          row.place() + ": class " + row.truth() + " of " + classes + " classes");
    }
    if (row.logits().length != classes) {
      throw new IllegalArgumentException(
          row.place() + ": " + row.logits().length + " logits for " + classes + " classes");
    }
    for (double logit : row.logits()) {
      if (!Double.isFinite(logit)) {
        throw new IllegalArgumentException(row.place() + ": the network gave the logit " + logit);
      }
    }
  }

  /**
   * One text.
   *
   * @param text as it stands in the file
   * @param place where it stands
   * @param truth index of its class
   * @param logits scores before the softmax, one a class
   * @param tokens tokens read
   * @param unknown tokens among them that the vocabulary lacks
   */
  public record Row(String text, Place place, int truth, double[] logits, int tokens, int unknown) {

    /** The class with the highest logit, the first of equals. */
    public int predicted() {
      int best = 0;
      for (int k = 1; k < logits.length; k++) {
        if (logits[k] > logits[best]) {
          best = k;
        }
      }
      return best;
    }

    /** Whether the highest logit is that of the text's class. */
    public boolean correct() {
      return predicted() == truth;
    }
  }
}
