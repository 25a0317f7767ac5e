package io.palavra.training.kind;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.training.evaluation.EvaluationReport;
import java.util.Iterator;
import java.util.List;

/** A model that gives a text a class. Safe for use by several threads. */
public interface TextClassifier extends ScoredModel, TextModel {

  /** The classes by index. */
  List<String> labels();

  /** Whether a text can have several of them. */
  default boolean severalLabels() {
    return false;
  }

  /** The class of one text; a text without any known token is defined, too. */
  Classification classify(String text);

  /** One answer a text, in order; equal to {@link #classify} of each, to the last bit. */
  List<Classification> classify(List<String> texts);

  /** The same over any number of texts, read and answered batch by batch as they come. */
  Iterator<Classification> classify(Iterator<String> texts);

  /**
   * Scores the model on the test part of a data set. Of data without parts, that is what its
   * training has set aside where it was trained on the same data, and all texts where not.
   */
  EvaluationReport evaluate(DataRequest data);

  /** Which words carried the decision for the most probable label. */
  Explanation explain(String text);

  /**
   * Which words carried the decision for each label that the text is given, the most probable
   * first; for the most probable one where it is given none.
   */
  default List<Explanation> explanations(String text) {
    return List.of(explain(text));
  }

  /** Whether all that it knows to read is single bases of DNA. */
  default boolean readsBases() {
    return false;
  }

  /**
   * What fires the units of the network in the texts of a data set; none where a network has no
   * units that look at stretches of a text.
   *
   * @param most stretches of a unit that are kept
   */
  List<UnitPattern> patterns(DataRequest data, int most);
}
