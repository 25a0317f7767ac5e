package io.palavra.kernels.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random arrays, masks with holes, and central differences, for tests of graphs. */
public final class Probe {
  private Probe() {}

  /** Normal numbers. */
  public static INDArray random(DataType type, long seed, long... shape) {
    Random random = new Random(seed);
    double[] values = new double[(int) java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Nd4j.createFromArray(values).reshape('c', shape).castTo(type);
  }

  /** Holes anywhere; the second sequence has no step that counts, the first all of them. */
  public static INDArray mask(long seed, int batch, int steps) {
    Random random = new Random(seed);
    INDArray mask = Nd4j.ones(DataType.FLOAT, batch, steps);
    for (int b = 1; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        mask.putScalar(b, t, b == 1 || random.nextInt(3) == 0 ? 0 : 1);
      }
    }
    return mask;
  }

  /** The greatest difference of two arrays. */
  public static double worst(INDArray a, INDArray b) {
    assertThat(a.shape()).isEqualTo(b.shape());
    double[] left = a.dup('c').data().asDouble();
    double[] right = b.dup('c').data().asDouble();
    double worst = 0;
    for (int i = 0; i < left.length; i++) {
      double difference = Math.abs(left[i] - right[i]);
      worst = difference <= worst ? worst : difference;
    }
    return worst;
  }

  /** Labels by chance, one-hot, {@code [batch, outputs, time]}. */
  public static INDArray labels(DataType type, long seed, int batch, int outputs, int steps) {
    Random random = new Random(seed);
    INDArray labels = Nd4j.zeros(type, batch, outputs, steps);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        labels.putScalar(new int[] {b, random.nextInt(outputs), t}, 1);
      }
    }
    return labels;
  }

  /**
   * The flat gradient of the sum over the mini-batch.
   *
   * @param mask of the features, may be null
   * @param labelMask may be null
   */
  public static INDArray gradient(
      MultiLayerNetwork network, INDArray x, INDArray y, INDArray mask, INDArray labelMask) {
    network.setInput(x);
    network.setLabels(y);
    network.setLayerMaskArrays(mask, labelMask);
    network.computeGradientAndScore();
    INDArray gradient = network.gradient().gradient().dup();
    network.clearLayerMaskArrays();
    return gradient;
  }

  /** Inputs, labels and masks of a graph. */
  public record Data(INDArray[] inputs, INDArray labels, INDArray[] masks, INDArray labelMask) {}

  /** The flat gradient of the sum over the mini-batch. */
  public static INDArray gradient(ComputationGraph graph, Data data) {
    graph.setInputs(data.inputs());
    graph.setLabels(data.labels());
    graph.setLayerMaskArrays(
        data.masks(), data.labelMask() == null ? null : new INDArray[] {data.labelMask()});
    graph.computeGradientAndScore();
    INDArray gradient = graph.gradient().gradient().dup();
    graph.clearLayerMaskArrays();
    return gradient;
  }

  /** Compares gradients of parameters, every {@code stride}-th, with central differences. */
  public static void checkGradient(String what, ComputationGraph graph, Data data, int stride) {
    Nd4j.getRandom().setSeed(11);
    INDArray gradient = gradient(graph, data);
    long examples = data.inputs()[0].size(0);
    double step = 1e-5;
    for (int i = 0; i < gradient.length(); i += stride) {
      double[] scores = new double[2];
      double original = graph.params().getDouble(i);
      for (int side = 0; side < 2; side++) {
        graph.params().putScalar(i, original + (side * 2 - 1) * step);
        Nd4j.getRandom().setSeed(11);
        gradient(graph, data);
        scores[side] = graph.score() * examples;
      }
      graph.params().putScalar(i, original);
      double expected = (scores[1] - scores[0]) / (2 * step);
      assertThat(gradient.getDouble(i))
          .as("%s, parameter %d", what, i)
          .isCloseTo(expected, within(1e-7 * Math.max(1, Math.abs(expected))));
    }
  }
}
