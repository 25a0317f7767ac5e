package io.palavra.training.loop;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Scales the gradient of all parameters together when it is too long (Pascanu et al. 2013,
 * algorithm 1), between the backward pass and the updater. Deeplearning4j's own clipping looks at
 * each layer alone, which changes the gradient's direction.
 *
 * <p>The averages that batch normalisation keeps travel with the gradient, as changes to be
 * subtracted. They are no part of its length, and arrive as they are.
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
    List<INDArray> averages = averages(network);
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

  /**
   * The changes of kept averages in a network's gradient: what the updater does not divide by the
   * rows of a batch is no sum over them.
   */
  private static List<INDArray> averages(ComputationGraph network) {
    List<INDArray> averages = new ArrayList<>();
    for (UpdaterBlock block : network.getUpdater(true).getUpdaterBlocks()) {
      for (UpdaterBlock.ParamState part : block.getLayersAndVariablesInBlock()) {
        if (!part.getLayer().updaterDivideByMinibatch(part.getParamName())) {
          averages.add(part.getGradView());
        }
      }
    }
    return averages;
  }
}
