package io.palavra.training.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The averages that batch normalisation keeps. They travel with the gradient, as changes to be
 * subtracted: means over the rows of a batch, where all else in a gradient is a sum over them,
 * which the updater divides.
 */
final class KeptAverages {

  private KeptAverages() {}

  /**
   * The changes in a network's gradient: views of it. Found by the order of the parameters and not
   * by the updater, which a network that only computes gradients does not have.
   */
  static List<INDArray> changes(ComputationGraph network) {
    INDArray whole = network.getGradientsViewArray();
    INDArray gradient = whole.reshape(whole.length());
    List<INDArray> changes = new ArrayList<>();
    long from = 0;
    for (int i : network.topologicalSortOrder()) {
      GraphVertex vertex = network.getVertices()[i];
      if (vertex.numParams() > 0) {
        Trainable part = vertex.hasLayer() ? vertex.getLayer() : vertex;
        for (Map.Entry<String, INDArray> parameter : part.paramTable(false).entrySet()) {
          long to = from + parameter.getValue().length();
          if (!part.updaterDivideByMinibatch(parameter.getKey())) {
            changes.add(gradient.get(NDArrayIndex.interval(from, to)));
          }
          from = to;
        }
      }
    }
    return changes;
  }
}
