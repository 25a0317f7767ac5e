package io.palavra.kernels.recurrent;

import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.activations.IActivation;

/** What a layer's configuration says of its recurrent cell. */
public interface RecurrentCell {

  /** Which cell it is. */
  CellKind kind();

  /** What the cell has beside its plain form. */
  CellOptions options();

  /** Number of input features. */
  long getNIn();

  /** Number of units. */
  long getNOut();

  /** The activation of the content, and of the memory on its way out. */
  IActivation getActivationFn();

  /** The activation of the gates. */
  IActivation gateFunction();

  /** How the input weights begin. */
  IWeightInit getWeightInitFn();

  /** How the recurrent weights begin; the same as the input weights where it is null. */
  IWeightInit getWeightInitFnRecurrent();

  /** What the biases begin with, one number for each of {@link CellKind#biases}. */
  double[] startBiases();

  /** Probability that an input feature is dropped for the length of a sequence. */
  double getVariationalDropOut();

  /**
   * Probability that a hidden unit is dropped, for the length of a sequence, on its way to the
   * recurrent weights.
   */
  double getRecurrentDropOut();
}
