package io.palavra.kernels.fit;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.optimize.api.StepFunction;
import org.deeplearning4j.optimize.solvers.accumulation.GradientsAccumulator;
import org.deeplearning4j.optimize.solvers.accumulation.IndexedTail;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes the place of the step that subtracts updates from parameters, when that is done already.
 */
final class Applied implements GradientsAccumulator {
  private static final long serialVersionUID = 1;
  private final transient ComputationGraph network;
  private transient FusedUpdater updater;

  Applied(ComputationGraph network, FusedUpdater updater) {
    this.network = network;
    this.updater = updater;
  }

  /** The optimiser asks this before each of its steps, and nothing else tells that one begins. */
  @Override
  public boolean hasAnything() {
    ComputationGraphUpdater inCharge = network.getUpdater(true);
    if (inCharge.getClass() == ComputationGraphUpdater.class && FusedUpdater.serves(network)) {
      updater = FusedUpdater.install(network);
    }
    updater.expectStep();
    return false;
  }

  @Override
  public void applyUpdate(
      StepFunction function, INDArray params, INDArray updates, boolean isFinalStep) {
    if (!updater.takeApplied()) {
      function.step(params, updates);
    }
  }

  @Override
  public void applyUpdate(StepFunction function, INDArray params, INDArray updates, double alpha) {
    if (!updater.takeApplied()) {
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
}
