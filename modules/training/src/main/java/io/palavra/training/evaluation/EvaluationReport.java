package io.palavra.training.evaluation;

import java.util.SortedMap;

/** All that is said of a classifier on a set; to be filled by this package. */
public interface EvaluationReport {

  /** {@code accuracy}, {@code macroF1} and the others by name, as {@code metrics.json} has them. */
  SortedMap<String, Double> metrics();

  /** The report for a terminal, several lines. */
  String summary();
}
