package io.palavra.training.classification;

import io.palavra.pipeline.catalog.DataRequest;
import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.Fingerprint;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.corpus.RecordStream;
import io.palavra.pipeline.encode.EncodedText;
import io.palavra.training.kind.Explanation;
import io.palavra.training.kind.Firing;
import io.palavra.training.kind.UnitPattern;
import java.util.List;
import java.util.Optional;

/** Answers texts with a trained network. */
final class NetworkClassifier extends ScoringClassifier {
  private final List<String> labels;
  private final Replicas replicas;
  private final BatchForward forward;
  private final Explainer explainer;

  /**
   * @param trainedOn the training part that it has learned from, where that is known
   */
  NetworkClassifier(
      TrainedClassifier<?> trained, Explainer explainer, Optional<Fingerprint> trainedOn) {
    super(trained.parts(), trainedOn);
    this.labels = trained.parts().labels().names();
    this.replicas = new Replicas(trained.network());
    this.forward = new BatchForward(BatchForward.STEADY_ROWS, trained.parts().labels().size());
    this.explainer = explainer;
  }

  @Override
  protected double[][] logProbabilities(List<EncodedText> texts) {
    return logsOf(texts.stream().map(EncodedText::ids).toList());
  }

  private double[][] logsOf(List<int[]> rows) {
    return replicas.with(network -> forward.logProbabilities(network, rows));
  }

  @Override
  public Explanation explain(String text) {
    String clean = clean(text);
    EncodedText encoded = encoder().encodeFully(clean);
    double[][] logs = logsOf(Explainer.occlusions(encoded.ids()));
    int best = DevScorer.best(logs[0]);
    int tokens = encoded.kept().size();
    double[] occlusion = tokens > 0 ? losses(logs, best) : new double[0];
    double[] gradient = new double[tokens];
    List<Firing> firings = List.of();
    if (tokens > 0) {
      gradient = explainer.gradientTimesInput(replicas.network(), encoded.ids(), best);
      firings = replicas.with(network -> explainer.firings(network, encoded.ids(), best));
    }
    return new Explanation(
        classification(clean, logs[0]), encoded.kept(), occlusion, gradient, firings);
  }

  @Override
  public List<UnitPattern> patterns(DataRequest data, int most) {
    Patterns patterns = new Patterns(labels, most);
    Corpus<LabelledText> corpus = given(data).train();
    try (RecordStream<LabelledText> records = corpus.open()) {
      while (records.hasNext()) {
        LabelledText value = records.next().value();
        EncodedText text = encoder().encodeFully(value.text());
        if (!text.kept().isEmpty()) {
          List<Firing> firings =
              replicas.with(network -> explainer.firings(network, text.ids(), 0));
          patterns.add(text.kept(), firings);
        }
      }
    }
    return patterns.strongest();
  }

  @Override
  public void close() {
    replicas.close();
  }
}
