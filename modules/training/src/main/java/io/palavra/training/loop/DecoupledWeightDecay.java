package io.palavra.training.loop;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Shrinks the weights beside the updater's step, by the learning rate times a coefficient
 * (Loshchilov and Hutter 2019, algorithm 2). Deeplearning4j's own weight decay, set for a whole
 * network, is given to each layer twice; a kind of L2 is not.
 */
public final class DecoupledWeightDecay extends L2Regularization {
  private static final long serialVersionUID = 1L;

  /**
   * @param coefficient in units of the learning rate
   */
  public DecoupledWeightDecay(double coefficient) {
    this(new FixedSchedule(coefficient));
  }

  private DecoupledWeightDecay(@JsonProperty("l2") ISchedule coefficient) {
    super(coefficient);
  }

  @Override
  public ApplyStep applyStep() {
    return ApplyStep.POST_UPDATER;
  }

  @Override
  public void apply(INDArray weights, INDArray update, double rate, int iteration, int epoch) {
    update.addi(weights.mul(rate * l2.valueAt(iteration, epoch)).reshape(update.shape()));
  }

  /** Nothing: what shrinks the weights beside the step is no part of the loss. */
  @Override
  public double score(INDArray weights, int iteration, int epoch) {
    return 0;
  }

  @Override
  public Regularization clone() {
    return new DecoupledWeightDecay(l2.clone());
  }
}
