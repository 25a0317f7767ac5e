package io.palavra.training.classification;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.encode.EncodedExample;
import io.palavra.pipeline.encode.ExampleSource;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.vocabulary.Labels;
import io.palavra.training.evaluation.ConfusionMatrix;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Scores a network on labelled texts: {@code loss}, {@code accuracy}, {@code macroF1}. */
final class DevScorer implements Validator {
  /** What a score has. */
  static final Set<String> METRICS = Set.of("loss", "accuracy", "macroF1");

  private static final int WINDOW = 4096;

  private final Corpus<LabelledText> corpus;
  private final TextEncoder encoder;
  private final Labels labels;
  private final BatchForward forward;

  /**
   * @param corpus what is scored: the development set, or another part of the same data
   */
  DevScorer(Corpus<LabelledText> corpus, ClassificationData data) {
    this.corpus = corpus;
    this.encoder = data.encoder();
    this.labels = data.labels().labels();
    this.forward = new BatchForward(BatchForward.QUICK_ROWS, labels.size());
  }

  @Override
  public Set<String> metrics() {
    return METRICS;
  }

  @Override
  public DevScore score(ComputationGraph network) {
    long[][] counts = new long[labels.size()][labels.size()];
    double loss = 0;
    long texts = 0;
    ExampleSource source = ExampleSource.evaluation(corpus, encoder, labels);
    Replica replica = Replica.of(network);
    try (ExampleSource.ExampleStream examples = source.open()) {
      while (examples.hasNext()) {
        List<EncodedExample> window = window(examples);
        double[][] logs =
            forward.logProbabilities(replica, window.stream().map(EncodedExample::ids).toList());
        for (int i = 0; i < logs.length; i++) {
          int truth = window.get(i).label();
          loss -= logs[i][truth];
          counts[truth][best(logs[i])]++;
        }
        texts += logs.length;
      }
    }
    ConfusionMatrix matrix = new ConfusionMatrix(labels, counts);
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("loss", loss / texts);
    metrics.put("accuracy", matrix.accuracy());
    metrics.put("macroF1", matrix.macroF1());
    return new DevScore(metrics);
  }

  private static List<EncodedExample> window(ExampleSource.ExampleStream examples) {
    List<EncodedExample> window = new ArrayList<>();
    while (window.size() < WINDOW && examples.hasNext()) {
      window.add(examples.next());
    }
    return window;
  }

  /** The class with the highest score, the first of equals. */
  static int best(double[] scores) {
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      if (scores[k] > scores[best]) {
        best = k;
      }
    }
    return best;
  }
}
