package io.palavra.training.language;

import io.palavra.pipeline.batch.Batch;
import io.palavra.pipeline.batch.BatchStream;
import io.palavra.pipeline.batch.Batcher;
import io.palavra.pipeline.encode.ExampleSource;
import io.palavra.training.loop.DataLoss;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.TextBatches;
import io.palavra.training.loop.TrainingBatch;
import io.palavra.training.loop.Validator;
import java.util.Set;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Scores a language model: {@code loss}, nats a word, and {@code perplexity}, its exponential; over
 * both directions where there are two.
 */
public final class LanguageScorer implements Validator {
  /** What the best epoch of a language model is chosen by. */
  public static final String PERPLEXITY = "perplexity";

  private final ExampleSource source;
  private final int batchSize;
  private final LanguageTensors tensors;

  /**
   * @param source of the texts to choose by
   * @param bothWays whether each word is to be told from those behind it, too
   */
  public LanguageScorer(ExampleSource source, int batchSize, boolean bothWays) {
    this.source = source;
    this.batchSize = batchSize;
    this.tensors = new LanguageTensors(bothWays);
  }

  @Override
  public Set<String> metrics() {
    return Set.of("loss", PERPLEXITY);
  }

  @Override
  public DevScore score(ComputationGraph network) {
    double nats = 0;
    long due = 0;
    try (BatchStream batches = Batcher.ordered(source, batchSize)) {
      while (batches.hasNext()) {
        Batch texts = batches.next();
        TrainingBatch batch = tensors.batch(TextBatches.wideEnough(texts));
        if (tensors.due(texts) > 0) {
          nats += DataLoss.of(network, batch.data()) * batch.examples();
          due += tensors.due(texts);
        }
      }
    }
    double loss = nats / Math.max(1, due);
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("loss", loss);
    metrics.put(PERPLEXITY, Math.exp(loss));
    return new DevScore(metrics);
  }
}
