package io.palavra.training.classification;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.encode.EncodedText;
import io.palavra.training.kind.Classification;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.Firing;
import io.palavra.training.kind.UnitPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Answers texts with a trained network. */
class NetworkClassifier extends ScoringClassifier {
  private static final int WINDOW = 256;

  private final List<String> labels;
  private final List<Replicas> replicas;
  private final BatchForward forward;
  private final Explainer explainer;

  /**
   * @param trainedOn the training part that it has learned from, where that is known
   */
  NetworkClassifier(
      TrainedClassifier<?> trained, Explainer explainer, Optional<Fingerprint> trainedOn) {
    super(trained.parts(), trainedOn);
    this.labels = trained.parts().labels().names();
    this.replicas = trained.networks().stream().map(Replicas::new).toList();
    this.forward = new BatchForward(BatchForward.STEADY_ROWS, trained.parts().labels().size());
    this.explainer = explainer;
  }

  @Override
  protected double[][] logProbabilities(List<EncodedText> texts) {
    return logsOf(texts.stream().map(EncodedText::ids).toList());
  }

  private double[][] logsOf(List<int[]> rows) {
    List<double[][]> all =
        replicas.stream()
            .map(copies -> copies.with(copy -> forward.logProbabilities(copy, rows)))
            .toList();
    return all.size() == 1 ? all.get(0) : mean(all);
  }

  /** The logarithms of the mean probabilities. */
  private static double[][] mean(List<double[][]> all) {
    double[][] mean = new double[all.get(0).length][];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = new double[all.get(0)[i].length];
      for (int k = 0; k < mean[i].length; k++) {
        double sum = 0;
        for (double[][] logs : all) {
          sum += Math.exp(logs[i][k]);
        }
        mean[i][k] = Math.log(sum / all.size());
      }
    }
    return mean;
  }

  @Override
  public Explanation explain(String text) {
    return explanations(text).get(0);
  }

  @Override
  public List<Explanation> explanations(String text) {
    String clean = clean(text);
    EncodedText encoded = encoder().encodeFully(clean);
    double[][] logs = logsOf(Explainer.occlusions(encoded.ids()));
    Classification answer = classification(clean, logs[0]);
    return explained(logs[0]).stream()
        .map(label -> explanation(answer, label, encoded, logs))
        .toList();
  }

  /** The labels that an explanation is about, the most probable first; never none. */
  protected List<Integer> explained(double[] logs) {
    return List.of(DevScorer.best(logs));
  }

  /**
   * @param logs of the text, then of it with one token after another unknown
   */
  private Explanation explanation(
      Classification answer, int label, EncodedText encoded, double[][] logs) {
    int tokens = encoded.kept().size();
    double[] occlusion = tokens > 0 ? losses(logs, label) : new double[0];
    double[] gradient = new double[tokens];
    List<Firing> firings = List.of();
    if (tokens > 0) {
      for (Replicas copies : replicas) {
        double[] own = explainer.gradientTimesInput(copies.network(), encoded.ids(), label);
        for (int i = 0; i < tokens; i++) {
          gradient[i] += own[i] / replicas.size();
        }
      }
      firings = firings(List.of(encoded.ids()), label).get(0);
    }
    return new Explanation(
        answer,
        labels.get(label),
        answer.probabilities().get(label),
        encoded.kept(),
        occlusion,
        gradient,
        firings);
  }

  @Override
  public List<UnitPattern> patterns(DataRequest data, int most) {
    Patterns patterns = new Patterns(labels, most, encoder().tokenizer());
    Corpus<LabelledText> corpus = given(data).train();
    try (RecordStream<LabelledText> records = corpus.open()) {
      List<EncodedText> window = new ArrayList<>();
      while (records.hasNext()) {
        EncodedText text = encoder().encodeFully(records.next().value().text());
        if (!text.kept().isEmpty()) {
          window.add(text);
        }
        if (window.size() == WINDOW || !records.hasNext()) {
          List<List<Firing>> firings = firings(window.stream().map(EncodedText::ids).toList(), 0);
          for (int i = 0; i < window.size(); i++) {
            patterns.add(window.get(i).kept(), firings.get(i));
          }
          window.clear();
        }
      }
    }
    return patterns.strongest();
  }

  /** Of each text, what fired which units of all networks, the most telling first. */
  private List<List<Firing>> firings(List<int[]> texts, int label) {
    List<List<Firing>> all = new ArrayList<>();
    texts.forEach(text -> all.add(new ArrayList<>()));
    for (int n = 0; n < replicas.size(); n++) {
      String owner = replicas.size() == 1 ? "" : "network " + (n + 1) + ", ";
      List<List<Firing>> own =
          replicas.get(n).with(copy -> explainer.firings(copy.network(), texts, label));
      for (int i = 0; i < own.size(); i++) {
        own.get(i).stream().map(firing -> firing.of(owner)).forEach(all.get(i)::add);
      }
    }
    if (replicas.size() > 1) {
      all.forEach(f -> f.sort(Comparator.comparingDouble(Firing::contribution).reversed()));
    }
    return all;
  }

  @Override
  public void close() {
    replicas.forEach(Replicas::close);
  }
}
