package io.palavra.training.classification;

import io.palavra.pipeline.corpus.Corpus;
import io.palavra.pipeline.corpus.LabelledText;
import io.palavra.pipeline.encode.EncodedExample;
import io.palavra.pipeline.encode.ExampleSource;
import io.palavra.pipeline.encode.TextEncoder;
import io.palavra.pipeline.split.DevSet;
import io.palavra.training.evaluation.LabelSetScores;
import io.palavra.training.evaluation.LabelThresholds;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Scores a network on texts with several labels each, every threshold being one half. */
final class LabelSetScorer implements Validator {
  private static final int WINDOW = 4096;

  private final Corpus<LabelledText> corpus;
  private final TextEncoder encoder;
  private final LabelSets sets;
  private final BatchForward forward;

  LabelSetScorer(DevSet<LabelledText> dev, TextEncoder encoder, LabelSets sets) {
    this.corpus = dev.corpus();
    this.encoder = encoder;
    this.sets = sets;
    this.forward = new BatchForward(BatchForward.QUICK_ROWS, sets.labels().size());
  }

  @Override
  public Set<String> metrics() {
    return DevScorer.METRICS;
  }

  @Override
  public DevScore score(ComputationGraph network) {
    LabelSetScores scores = new LabelSetScores(sets.labels());
    LabelThresholds halves = LabelThresholds.usual(sets.labels().size());
    ExampleSource source = ExampleSource.evaluation(corpus, encoder, sets.sets());
    Replica replica = Replica.of(network);
    try (ExampleSource.ExampleStream examples = source.open()) {
      while (examples.hasNext()) {
        List<EncodedExample> window = new ArrayList<>();
        while (window.size() < WINDOW && examples.hasNext()) {
          window.add(examples.next());
        }
        double[][] logs =
            forward.logProbabilities(replica, window.stream().map(EncodedExample::ids).toList());
        for (int i = 0; i < logs.length; i++) {
          double[] probabilities = Arrays.stream(logs[i]).map(Math::exp).toArray();
          scores.add(sets.has(window.get(i).label()), probabilities, halves.given(probabilities));
        }
      }
    }
    TreeMap<String, Double> metrics = new TreeMap<>(scores.metrics());
    metrics.keySet().retainAll(DevScorer.METRICS);
    return new DevScore(metrics);
  }
}
