package io.palavra.training.loop;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Scales the gradient of all parameters together when it is too long (Pascanu et al. 2013,
 * algorithm 1), between the backward pass and the updater. Deeplearning4j's own clipping looks at
 * each layer alone, which changes the gradient's direction.
 *
 * <p>{@link KeptAverages} are no part of its length, and arrive as they are.
 */
final class GlobalNormClipping extends BaseTrainingListener {
  private final double longest;

  GlobalNormClipping(double longest) {
    this.longest = longest;
  }

  /** The gradient is still the sum over the batch here; the updater divides it later. */
  @Override
  public void onGradientCalculation(Model model) {
    ComputationGraph network = (ComputationGraph) model;
    INDArray gradient = network.getGradientsViewArray();
    double divisor = network.conf().isMiniBatch() ? network.batchSize() : 1;
    List<INDArray> averages = KeptAverages.changes(network);
    List<INDArray> changes = averages.stream().map(INDArray::dup).toList();
    averages.forEach(view -> view.assign(0));
    // A product with itself: ND4J's own norm takes ten to fifty times as long for millions of
    // numbers, and adds them up less exactly.
    double norm = Math.sqrt(Nd4j.getBlasWrapper().dot(gradient, gradient)) / divisor;
    if (norm > longest) {
      gradient.muli(longest / norm);
    }
    for (int i = 0; i < changes.size(); i++) {
      averages.get(i).assign(changes.get(i));
    }
  }
}
