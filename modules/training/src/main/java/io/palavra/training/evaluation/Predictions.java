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

  /** Copies the list. */
  public Predictions {
    rows = List.copyOf(rows);
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
  public record Row(
      String text, Place place, int truth, double[] logits, int tokens, int unknown) {}
}
