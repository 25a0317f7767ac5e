package io.palavra.training.report;

import io.palavra.pipeline.corpus.Place;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.evaluation.Calibration;
import io.palavra.training.evaluation.Evaluation;
import io.palavra.training.evaluation.EvaluationReport;
import io.palavra.training.evaluation.Predictions;
import io.palavra.training.evaluation.Rival;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.TrainingListener.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A report with something in each of its parts. */
final class SampleReport {
  private SampleReport() {}

  static ReportInput of(ReportLanguage language, List<String> texts, List<String> labels) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("cell", "lstm");
    options.put("hidden", "128");
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("data", "mr, hash split 80/10/10");
    provenance.put(
        "fingerprint", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    return new ReportInput(
        "sentiment on mr",
        evaluation(texts, labels),
        "linear SVM, C = 0.3; 163 402 n-grams; 8 530 texts",
        Optional.of(new RunFigures(184.2, 31_204, 1_204_000_000L, 1)),
        epochs(),
        options,
        provenance,
        List.of("12 texts stand in the training and in the test set."),
        language);
  }

  static EvaluationReport evaluation(List<String> texts, List<String> labels) {
    Random random = new Random(3);
    Predictions dev = predictions(random, texts, labels, 400);
    Predictions test = predictions(random, texts, labels, 1066);
    int[] truth = test.rows().stream().mapToInt(Predictions.Row::truth).toArray();
    int[] rival = new int[truth.length];
    for (int i = 0; i < rival.length; i++) {
      rival[i] = random.nextDouble() < 0.79 ? truth[i] : (truth[i] + 1) % labels.size();
    }
    Rival baseline = new Rival("tf-idf + linear", truth, rival, 1.2);
    return Evaluation.of(test, Calibration.fit(dev), baseline, 1);
  }

  private static Predictions predictions(
      Random random, List<String> texts, List<String> labels, int count) {
    List<Predictions.Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int truth = random.nextInt(labels.size());
      double[] logits = random.doubles(labels.size(), -3, 3).toArray();
      logits[truth] += 3.4;
      int tokens = 3 + random.nextInt(60);
      int unknown = random.nextInt(1 + tokens / 6);
      Place place = new Place("mr.csv", i + 2L);
      String text = texts.get(i % texts.size());
      rows.add(new Predictions.Row(text, place, truth, logits, tokens, unknown));
    }
    return new Predictions(new Labels(labels), rows);
  }

  private static List<Epoch> epochs() {
    List<Epoch> epochs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      TreeMap<String, Double> dev = new TreeMap<>();
      dev.put("loss", 0.45 + 0.25 / (i + 1) + 0.012 * i);
      dev.put("accuracy", 0.79 - 0.2 / (i + 1) - 0.002 * i);
      dev.put("macroF1", 0.785 - 0.22 / (i + 1) - 0.002 * i);
      epochs.add(new Epoch(i, 0.69 / (1 + 0.4 * i), new DevScore(dev), i < 5, 20, 31_000));
    }
    return epochs;
  }
}
