package io.palavra.training.loop;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Adds up gradients and losses of parts of a batch, without changing any parameter. Changes of
 * {@link KeptAverages} count as often as a part has rows.
 */
final class GradientSum {
  private Optional<INDArray> gradient = Optional.empty();
  private double loss;

  /** Goes forth and back over a part. */
  void add(ComputationGraph network, MultiDataSet part) {
    network.setInputs(part.getFeatures());
    network.setLabels(part.getLabels());
    network.setLayerMaskArrays(part.getFeaturesMaskArrays(), part.getLabelsMaskArrays());
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    loss += DataLoss.ofPass(network) * rows(part);
    KeptAverages.changes(network).forEach(change -> change.muli(rows(part)));
    INDArray own = network.getGradientsViewArray();
    gradient.ifPresentOrElse(sum -> sum.addi(own), () -> gradient = Optional.of(own.dup()));
  }

  static long rows(MultiDataSet batch) {
    return batch.getFeatures(0).size(0);
  }

  /** The sum, where there was any part. */
  Optional<INDArray> gradient() {
    return gradient;
  }

  /** The sum of the losses of all rows, without what L1 and L2 add. */
  double loss() {
    return loss;
  }
}
