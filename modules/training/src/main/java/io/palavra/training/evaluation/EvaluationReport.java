package io.palavra.training.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is said of a classifier on a set.
 *
 * @param confusion which class was taken for which
 * @param accuracyInterval 95 %, by bootstrap
 * @param macroF1Interval 95 %, by bootstrap
 * @param calibration fitted on the development set
 * @param raw how good the probabilities are before calibration
 * @param calibrated how good they are after it
 * @param byLength errors by tokens read, short texts first
 * @param byUnknown errors by the share of unknown tokens, none first
 * @param worstErrors the surest wrong answers, the surest first
 * @param baseline the simpler classifier beside this one, where there is one
 */
public record EvaluationReport(
    ConfusionMatrix confusion,
    Interval accuracyInterval,
    Interval macroF1Interval,
    Calibration calibration,
    Likelihood raw,
    Likelihood calibrated,
    List<ErrorSlice> byLength,
    List<ErrorSlice> byUnknown,
    List<WorstError> worstErrors,
    Optional<Comparison> baseline) {

  /** Copies the lists. */
  public EvaluationReport {
    byLength = List.copyOf(byLength);
    byUnknown = List.copyOf(byUnknown);
    worstErrors = List.copyOf(worstErrors);
  }

  /**
   * {@code accuracy}, {@code macroF1} and the others by name, as {@code metrics.json} has them.
   * {@code ece}, {@code nll} and {@code brier} are those of the calibrated probabilities, {@code
   * eceRaw} and {@code nllRaw} those before; {@code accuracyLow} and the like are interval ends.
   */
  public SortedMap<String, Double> metrics() {
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("accuracy", confusion.accuracy());
    metrics.put("accuracyLow", accuracyInterval.low());
    metrics.put("accuracyHigh", accuracyInterval.high());
    metrics.put("macroF1", confusion.macroF1());
    metrics.put("macroF1Low", macroF1Interval.low());
    metrics.put("macroF1High", macroF1Interval.high());
    metrics.put("weightedF1", confusion.weightedF1());
    metrics.put("texts", (double) confusion.total());
    metrics.put("temperature", calibration.temperature());
    metrics.put("brier", calibrated.brier());
    metrics.put("ece", calibrated.ece());
    metrics.put("eceRaw", raw.ece());
    metrics.put("nll", calibrated.nll());
    metrics.put("nllRaw", raw.nll());
    return Collections.unmodifiableSortedMap(metrics);
  }

  /** The report for a terminal, several lines of at most 80 columns, without colour. */
  public String summary() {
    return TerminalSummary.of(this);
  }
}
