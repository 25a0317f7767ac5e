package io.palavra.search.network;

import io.palavra.training.loop.DataLoss;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.Validator;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Scores a classifier on what an iterator gives: {@code loss}, {@code accuracy}, {@code f1}. */
public final class IteratorScore implements Validator {
  private final Supplier<DataSetIterator> rows;

  /**
   * @param rows a new iterator each time
   */
  public IteratorScore(Supplier<DataSetIterator> rows) {
    this.rows = rows;
  }

  @Override
  public Set<String> metrics() {
    return Set.of("loss", "accuracy", "f1");
  }

  @Override
  public DevScore score(ComputationGraph network) {
    Evaluation evaluation = new Evaluation();
    DataSetIterator iterator = rows.get();
    double loss = 0;
    long count = 0;
    while (iterator.hasNext()) {
      DataSet batch = iterator.next();
      loss += DataLoss.of(network, batch) * batch.numExamples();
      count += batch.numExamples();
      evaluation.eval(batch.getLabels(), output(network, batch), batch.getLabelsMaskArray());
    }
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("loss", loss / count);
    metrics.put("accuracy", evaluation.accuracy());
    metrics.put("f1", evaluation.f1());
    return new DevScore(metrics);
  }

  private static INDArray output(ComputationGraph network, DataSet batch) {
    return network
        .output(
            false,
            new INDArray[] {batch.getFeatures()},
            masks(batch.getFeaturesMaskArray()),
            masks(batch.getLabelsMaskArray()))[0];
  }

  /** Deeplearning4j takes no array at all for no mask. */
  private static INDArray[] masks(INDArray mask) {
    return mask == null ? null : new INDArray[] {mask};
  }
}
