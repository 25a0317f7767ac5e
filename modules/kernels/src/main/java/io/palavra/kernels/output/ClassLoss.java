package io.palavra.kernels.output;

import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;

/**
 * Cross-entropy of one row, as Deeplearning4j computes it.
 *
 * @param one whether one class is right, softmax; or each is decided by itself, sigmoid
 * @param least the smallest probability that the loss can tell from 0
 * @param weights of the classes; empty where all are 1
 */
record ClassLoss(boolean one, double least, double[] weights) {

  /** The loss of a layer, where it is one of these. */
  static Optional<ClassLoss> of(BaseOutputLayer layer) {
    ILossFunction loss = layer.getLossFn();
    IActivation activation = layer.getActivationFn();
    if (activation.getClass() == ActivationSoftmax.class
        && (loss.getClass() == LossMCXENT.class
            || loss.getClass() == LossNegativeLogLikelihood.class)) {
      LossMCXENT entropy = (LossMCXENT) loss;
      return of(true, entropy.getSoftmaxClipEps(), entropy.getWeights(), layer);
    }
    if (activation.getClass() == ActivationSigmoid.class
        && loss.getClass() == LossBinaryXENT.class) {
      LossBinaryXENT entropy = (LossBinaryXENT) loss;
      return of(false, entropy.getClipEps(), entropy.getWeights(), layer);
    }
    return Optional.empty();
  }

  private static Optional<ClassLoss> of(
      boolean one, double least, INDArray weights, BaseOutputLayer layer) {
    double[] all = weights == null ? new double[0] : weights.toDoubleVector();
    // Of another length they are Deeplearning4j's to complain about.
    return weights == null || all.length == layer.getNOut()
        ? Optional.of(new ClassLoss(one, least, all))
        : Optional.empty();
  }

  private double weight(int label) {
    return weights.length == 0 ? 1 : weights[label];
  }

  /** {@code p} where the loss can tell it from 0 and 1, or the next number that it can tell. */
  private double clipped(double p) {
    return Math.min(Math.max(p, least), 1 - least);
  }

  /**
   * The loss of a row.
   *
   * @param p probabilities, of which {@code slopes} become those by the scores
   * @param y what they should be
   */
  double row(double[] p, double[] y, double[] slopes) {
    return one ? softmax(p, y, slopes) : sigmoid(p, y, slopes);
  }

  private double softmax(double[] p, double[] y, double[] slopes) {
    double loss = 0;
    double mass = 0;
    for (int k = 0; k < p.length; k++) {
      double target = y[k] * weight(k);
      mass += target;
      loss -= target == 0 ? 0 : target * Math.log(clipped(p[k]));
      slopes[k] = -target;
    }
    for (int k = 0; k < p.length; k++) {
      slopes[k] += weights.length == 0 ? p[k] : p[k] * mass;
    }
    return loss;
  }

  private double sigmoid(double[] p, double[] y, double[] slopes) {
    double loss = 0;
    for (int k = 0; k < p.length; k++) {
      double q = clipped(p[k]);
      loss -= weight(k) * (y[k] * Math.log(q) + (1 - y[k]) * Math.log(1 - q));
      double flat = q == p[k] ? 1 : p[k] * (1 - p[k]) / (q * (1 - q));
      slopes[k] = weight(k) * (q - y[k]) * flat;
    }
    return loss;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassLoss that
        && one == that.one
        && least == that.least
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(weights) + Boolean.hashCode(one);
  }

  @Override
  public String toString() {
    return (one ? "softmax" : "sigmoid") + Arrays.toString(weights);
  }
}
