package io.palavra.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.vocabulary.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  @Test
  void metricsCarryTheNamesOfTheContract() {
    EvaluationReport report = Evaluation.of(Peer.predictions(), new Calibration(1.7315926535), 1);
    assertThat(report.metrics())
        .containsKeys("accuracy", "macroF1", "weightedF1", "ece", "nll", "accuracyLow", "brier");
    assertThat(report.metrics().get("accuracy")).isEqualTo(0.605, within(1e-12));
    assertThat(report.metrics().get("nll")).isEqualTo(0.7837405163117631, within(1e-9));
    assertThat(report.metrics().get("nllRaw")).isEqualTo(0.8574891054885918, within(1e-12));
    assertThat(report.metrics().values()).allMatch(Double::isFinite);
  }

  @Test
  void worstErrorsAreSureAndWrongTheSurestFirst() {
    double[][] logits = {{3, 0}, {5, 0}, {0, 9}, {1, 0}};
    Predictions predictions = Peer.of(new int[] {1, 1, 1, 1}, logits);
    List<WorstError> worst = Evaluation.of(predictions, Calibration.NONE, 1).worstErrors();
    assertThat(worst).extracting(WorstError::text).containsExactly("text 1", "text 0", "text 3");
    assertThat(worst.get(0).truth()).isEqualTo("b");
    assertThat(worst.get(0).predicted()).isEqualTo("a");
    assertThat(worst.get(0).place()).hasToString("rows.csv:3");
    assertThat(worst.get(0).probability()).isEqualTo(1 / (1 + Math.exp(-5)), within(1e-12));
  }

  @Test
  void errorsAreCountedByLengthAndByUnknownWords() {
    List<Predictions.Row> rows =
        List.of(row(0, 0, 0), row(1, 5, 0), row(0, 6, 3), row(1, 10, 1), row(0, 4000, 200));
    Predictions predictions = new Predictions(new Labels(List.of("a", "b")), rows);
    EvaluationReport report = Evaluation.of(predictions, Calibration.NONE, 1);
    assertThat(report.byLength())
        .containsExactly(
            new ErrorSlice(0, 5, 2, 1),
            new ErrorSlice(6, 10, 2, 1),
            new ErrorSlice(321, Double.POSITIVE_INFINITY, 1, 0));
    assertThat(report.byUnknown())
        .containsExactly(
            new ErrorSlice(0, 0, 1, 1),
            new ErrorSlice(0, 0.05, 1, 0),
            new ErrorSlice(0.05, 0.1, 1, 1),
            new ErrorSlice(0.2, 0.5, 1, 0),
            new ErrorSlice(0.5, 1, 1, 0));
  }

  @Test
  void theBaselineIsSetBesideTheModelInWords() {
    Predictions predictions = Peer.predictions();
    int[] truth = predictions.rows().stream().mapToInt(Predictions.Row::truth).toArray();
    int[] wrong = IntStream.of(truth).map(k -> (k + 1) % 3).toArray();
    EvaluationReport better =
        Evaluation.of(predictions, Calibration.NONE, new Rival("always wrong", truth, wrong, 1), 1);
    assertThat(better.baseline().orElseThrow().sentence())
        .isEqualTo(
            "better than the baseline (p < 0.001, McNemar; 121 texts right that the baseline has"
                + " wrong, 0 the other way round)");
    EvaluationReport worse =
        Evaluation.of(predictions, Calibration.NONE, new Rival("oracle", truth, truth, 1), 1);
    assertThat(worse.baseline().orElseThrow().sentence()).startsWith("worse than the baseline (");
    assertThat(worse.baseline().orElseThrow().macroF1()).isEqualTo(1);
    int[] same = predictions.rows().stream().mapToInt(Predictions.Row::predicted).toArray();
    EvaluationReport even =
        Evaluation.of(predictions, Calibration.NONE, new Rival("twin", truth, same, 1), 1);
    assertThat(even.baseline().orElseThrow().sentence())
        .startsWith("not better than the baseline (p = 1.000");
  }

  @Test
  void aBaselineOfOtherTextsIsRefused() {
    Predictions predictions = Peer.of(new int[] {0, 1}, new double[][] {{1, 0}, {0, 1}});
    assertThatThrownBy(() -> Comparison.of(predictions, new Rival("r", new int[1], new int[1], 0)))
        .hasMessage("r answered 1 texts, the model 2");
    assertThatThrownBy(() -> Comparison.of(predictions, new Rival("r", new int[2], new int[2], 0)))
        .hasMessage("r and the model saw different classes for text 2");
  }

  @Test
  void nothingToEvaluateIsBadInput() {
    Predictions none = Peer.of(new int[0], new double[0][]);
    assertThatThrownBy(() -> Evaluation.of(none, Calibration.NONE, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage("data: expected at least one labelled text to evaluate on");
  }

  @Test
  void predictionsThatCanNotBeAreRefused() {
    assertThatThrownBy(() -> Peer.of(new int[] {0}, new double[][] {{1, Double.NaN}}))
        .hasMessage("rows.csv:2: the network gave the logit NaN");
    assertThatThrownBy(() -> Peer.of(new int[] {2}, new double[][] {{1, 0}}))
        .hasMessage("rows.csv:2: class 2 of 2 classes");
  }

  @Test
  void theSummaryFitsATerminalWhateverTheLabels() {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < 30; k++) {
      names.add(String.format(Locale.ROOT, "%02d\u001b[31m\n\u202e%s", k, "x".repeat(100)));
    }
    double[] logits = new double[30];
    Predictions.Row row = new Predictions.Row("t", new Place("f", 1), 3, logits, 1, 0);
    EvaluationReport report =
        Evaluation.of(
            new Predictions(new Labels(names), List.of(row)),
            Calibration.NONE,
            new Rival("tf-idf + linear", new int[] {3}, new int[] {3}, 1),
            1);
    assertThat(report.summary().lines()).allMatch(line -> line.length() <= 80);
    assertThat(report.summary()).doesNotContain("\u001b", "\u202e").contains("and 19 more classes");
  }

  @Test
  void ofManyClassesThoseWithTextsAreShownFirst() {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < 30; k++) {
      names.add(String.format(Locale.ROOT, "class%02d", k));
    }
    List<Predictions.Row> rows = new ArrayList<>();
    for (int truth : new int[] {29, 20}) {
      rows.add(new Predictions.Row("t", new Place("f", truth), truth, new double[30], 1, 0));
    }
    String summary =
        Evaluation.of(new Predictions(new Labels(names), rows), Calibration.NONE, 1).summary();
    List<String> shown = summary.lines().filter(line -> line.startsWith("class")).toList();
    assertThat(shown.get(1)).startsWith("class20");
    assertThat(shown.get(2)).startsWith("class29");
    assertThat(shown.get(3)).startsWith("class00");
    assertThat(summary).contains("and 19 more classes");
  }

  @Test
  void theSummaryIsAligned() {
    Predictions predictions = Peer.predictions();
    assertThat(Evaluation.of(predictions, Calibration.fit(predictions), 1).summary())
        .contains("accuracy      60.50   95 % interval ")
        .contains("calibration    8.20   expected error, 15.73 before (temperature 1.73)\n")
        .endsWith(
            """
            class  precision  recall      F1     texts
            bad        54.93   61.90   58.21        63
            fair       61.54   60.61   61.07        66
            good       65.63   59.15   62.22        71
            """);
  }

  private static Predictions.Row row(int truth, int tokens, int unknown) {
    double[] firstWins = {1, 0};
    return new Predictions.Row("t", new Place("f", 1), truth, firstWins, tokens, unknown);
  }
}
