package io.palavra.kernels.fit;

import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Makes {@code fit} of a graph cost little more than its layers: averaging, updater and the change
 * of the parameters become one pass over memory, and of the tables of {@link
 * io.palavra.kernels.EmbeddingSequenceLayer} only the rows of the batch are passed over.
 *
 * <p>Adam, AdaGrad, SGD and NoOp, any regularisation and any gradient normalisation of
 * Deeplearning4j's, parameters in single precision: a graph with anything else (another updater,
 * double precision), or on a card, is left as it is, and {@link #install} says so. A {@code
 * MultiLayerNetwork} is served as the graph that its {@code toComputationGraph()} gives, made
 * before training. Parameters and updater state stay where they are, so saving, loading, cloning
 * and resuming work as ever; install again after loading or cloning.
 *
 * <p>Dense parameters come out as without it, up to rounding. A table's row moves only in a step
 * that has it in its batch: Adam's averages of the other rows stand still and do not push them
 * ("lazy Adam"), and regularisation acts on the rows of the batch. Norms of gradients are those of
 * the whole table, whose other rows have none.
 *
 * <p>Where Deeplearning4j puts a new updater of its own into the network ({@code setLearningRate},
 * {@code setUpdater}), the next {@code fit} takes that one over with its rates and state; an
 * updater of another class is left in charge. Only steps of {@code fit} are fused: {@code
 * network.getUpdater().update(...)} called by hand, line searches and accumulators of the caller's
 * own get what Deeplearning4j's updater gives them, for all rows of a table.
 */
public final class FusedFit {

  private FusedFit() {}

  /**
   * Installs it in {@code network}, which is initialised.
   *
   * @return whether the network can be served; if not, nothing has changed, and each step goes over
   *     all rows of a table
   * @throws IllegalStateException before {@code init()}
   */
  public static boolean install(ComputationGraph network) {
    if (network.getVertices() == null) {
      throw new IllegalStateException("the network has no parameters before init()");
    }
    if (!FusedUpdater.serves(network)) {
      return false;
    }
    network.setGradientsAccumulator(new Applied(network, FusedUpdater.install(network)));
    return true;
  }
}
