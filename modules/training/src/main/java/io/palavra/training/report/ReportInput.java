package io.palavra.training.report;

import io.palavra.training.evaluation.EvaluationReport;
import io.palavra.training.loop.TrainingListener;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report is made of.
 *
 * @param title of the page: {@code sentiment on mr}
 * @param evaluation of the test set
 * @param baselineDescription how the baseline was made; empty without one
 * @param run what the run cost, where there was one
 * @param epochs the training's history; empty for a model that was only evaluated
 * @param options the model's options by name, in the order they are shown
 * @param provenance what made the model, by name, in the order it is shown
 * @param notes what a reader should know of the data, a sentence each
 * @param language of the labels
 */
public record ReportInput(
    String title,
    EvaluationReport evaluation,
    String baselineDescription,
    Optional<RunFigures> run,
    List<TrainingListener.Epoch> epochs,
    Map<String, String> options,
    Map<String, String> provenance,
    List<String> notes,
    ReportLanguage language) {

  /** Copies lists and maps, and keeps the maps' order. */
  public ReportInput {
    epochs = List.copyOf(epochs);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    notes = List.copyOf(notes);
  }

  /** A report on an evaluation alone, in English. */
  public static ReportInput of(String title, EvaluationReport evaluation) {
    return new ReportInput(
        title,
        evaluation,
        "",
        Optional.empty(),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        ReportLanguage.EN);
  }
}
