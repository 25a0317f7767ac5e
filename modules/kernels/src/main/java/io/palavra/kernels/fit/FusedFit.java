package io.palavra.kernels.fit;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.optimize.api.StepFunction;
import org.deeplearning4j.optimize.solvers.accumulation.GradientsAccumulator;
import org.deeplearning4j.optimize.solvers.accumulation.IndexedTail;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Makes {@code fit} of a graph cost little more than its layers: averaging, updater and the change
 * of the parameters become one pass over memory, and of the tables of {@link
 * io.palavra.kernels.EmbeddingSequenceLayer} only the rows of the batch are passed over.
 *
 * <p>Adam, AdaGrad, SGD and NoOp, any regularisation, parameters in single precision and no
 * gradient normalisation of Deeplearning4j's own: a graph with anything else is left as it is.
 * Parameters and updater state stay where they are, so saving, loading, cloning and resuming work
 * as ever; install again after loading or cloning.
 *
 * <p>Dense parameters come out as without it, up to rounding. A table's row moves only in a step
 * that has it in its batch: Adam's averages of the other rows stand still and do not push them
 * ("lazy Adam"), and regularisation acts on the rows of the batch.
 */
public final class FusedFit {

  private FusedFit() {}

  /**
   * Installs it in {@code network}, which is initialised.
   *
   * @return whether the network's updaters can be served; if not, nothing has changed
   */
  public static boolean install(ComputationGraph network) {
    if (!FusedUpdater.serves(network)) {
      return false;
    }
    ComputationGraphUpdater stock = network.getUpdater(true);
    FusedUpdater updater = new FusedUpdater(network, stock.getStateViewArray());
    network.setUpdater(updater);
    network.setGradientsAccumulator(new Applied(updater));
    return true;
  }

  /**
   * Takes the place of the step that subtracts updates from parameters, when that is done already.
   */
  private static final class Applied implements GradientsAccumulator {
    private static final long serialVersionUID = 1;
    private final transient FusedUpdater updater;

    Applied(FusedUpdater updater) {
      this.updater = updater;
    }

    @Override
    public void applyUpdate(
        StepFunction function, INDArray params, INDArray updates, boolean isFinalStep) {
      if (!updater.applied()) {
        function.step(params, updates);
      }
    }

    @Override
    public void applyUpdate(
        StepFunction function, INDArray params, INDArray updates, double alpha) {
      if (!updater.applied()) {
        function.step(params, updates, alpha);
      }
    }

    @Override
    public IndexedTail getExternalSource() {
      return null;
    }

    @Override
    public void setExternalSource(IndexedTail source) {}

    @Override
    public void storeUpdate(INDArray array, int iterationNumber, int epochNumber) {}

    @Override
    public void receiveUpdate(INDArray array) {}

    @Override
    public void markExternalUpdates(boolean updatesAvailable) {}

    @Override
    public void reset() {}

    @Override
    public void touch() {}

    @Override
    public boolean hasAnything() {
      return false;
    }
  }
}
