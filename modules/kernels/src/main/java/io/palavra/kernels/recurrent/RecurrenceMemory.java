package io.palavra.kernels.recurrent;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The way between one sweep and ND4J's arrays: weights and states in, states and gradients out. */
interface RecurrenceMemory {

  /** Takes the weights over. */
  void weights(Weights weights, boolean training);

  /**
   * Sets the states before the first step.
   *
   * @param kind 0 for the hidden ones, 1 for what else the cell remembers
   * @param states {@code [batch, units]}
   */
  void start(int kind, INDArray states);

  /**
   * Copies the states after the last step.
   *
   * @param kind as for {@link #start}
   * @param out {@code [batch, units]}
   */
  void end(int kind, INDArray out);

  /** Copies the gradients of the weights from the last backward pass. */
  void gradients(Weights gradients);

  /**
   * Copies the gradients of the states before the first step from the last backward pass.
   *
   * @param kind as for {@link #start}
   * @param out {@code [batch, units]}
   */
  void startGradient(int kind, INDArray out);
}
