package io.palavra.training.loop;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The loss of a network on data, the mean over all rows, without what L1 and L2 add for the sizes
 * of the weights, so that losses on different data can be set beside each other.
 */
public final class DataLoss {
  private DataLoss() {}

  /** Of the network as it answers, which is left as it was. */
  public static double of(ComputationGraph network, MultiDataSet data) {
    return network.score(data, false) - penalty(network);
  }

  /** Of the network as it answers, which is left as it was. */
  public static double of(ComputationGraph network, DataSet data) {
    return network.score(data, false) - penalty(network);
  }

  /** Of the pass that was just made. */
  static double ofPass(ComputationGraph network) {
    return network.score() - penalty(network);
  }

  /** What L1 and L2 add to every score. */
  static double penalty(ComputationGraph network) {
    return network.calcRegularizationScore(true);
  }
}
