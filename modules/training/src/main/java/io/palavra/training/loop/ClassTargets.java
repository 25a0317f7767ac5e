package io.palavra.training.loop;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** What a classifier is taught to say: targets with label smoothing, a loss with class weights. */
public final class ClassTargets {
  private final float miss;
  private final float hit;
  private final double[] weights;

  private ClassTargets(float miss, float hit, double[] weights) {
    this.miss = miss;
    this.hit = hit;
    this.weights = weights;
  }

  /**
   * @param options of which label smoothing and class weights are used
   * @param counts training texts by class, each at least 1
   */
  public static ClassTargets of(TrainingOptions options, long[] counts) {
    int classes = counts.length;
    double share = options.labelSmoothing() / classes;
    double texts = Arrays.stream(counts).sum();
    double[] weights = new double[classes];
    for (int i = 0; i < classes; i++) {
      if (counts[i] < 1) {
        throw new IllegalArgumentException("no text of class " + i);
      }
      weights[i] =
          options.classWeights() == ClassWeights.BALANCED ? texts / (classes * counts[i]) : 1;
    }
    return new ClassTargets((float) share, (float) (1 - options.labelSmoothing() + share), weights);
  }

  /** The weight of each class; their mean over the training texts is 1. */
  public double[] weights() {
    return weights.clone();
  }

  /**
   * The targets of a batch.
   *
   * @param classes index of the class of each text
   * @return [batch, classes], each row a distribution
   */
  public INDArray targets(int[] classes) {
    float[] values = new float[classes.length * weights.length];
    Arrays.fill(values, miss);
    for (int i = 0; i < classes.length; i++) {
      values[i * weights.length + classes[i]] = hit;
    }
    return Nd4j.create(values, new long[] {classes.length, weights.length}, 'c');
  }

  /** Cross-entropy, to be used with softmax. */
  public ILossFunction loss() {
    boolean even = Arrays.stream(weights).allMatch(weight -> weight == 1);
    return even ? new LossMCXENT() : new LossMCXENT(Nd4j.createFromArray(weights));
  }
}
