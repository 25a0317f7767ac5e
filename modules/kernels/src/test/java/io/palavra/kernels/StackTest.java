package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.convolution.NormalizationKind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers that stand above one another. */
class StackTest {
  private static final int FEATURES = 3;
  private static final double[][] MASK = {
    {1, 1, 1, 1, 1, 1, 1, 1}, {1, 1, 0, 0, 0, 0, 0, 0}, {0, 1, 1, 0, 1, 1, 1, 0}, new double[8]
  };

  @AfterEach
  void computeInFloatAgain() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  static Stream<List<Layer>> stacks() {
    Layer width3 = convolution(3, 1, 4);
    Layer dilated = convolution(3, 2, 4);
    Layer even = convolution(2, 1, 4);
    return Stream.of(
        List.of(width3, new SegmentPooling(1)),
        List.of(even, new SegmentPooling(3)),
        List.of(dilated, new SegmentPooling(2)),
        List.of(width3, new SequenceMaxPooling(2, 2), convolution(4, 3, 5), new SegmentPooling(2)),
        List.of(width3, new SequenceMaxPooling(3, 1), new SegmentPooling(2)),
        List.of(
            width3,
            new SequenceNormalization.Builder(NormalizationKind.LAYER).build(),
            new SegmentPooling(2)),
        List.of(
            width3,
            new SequenceNormalization.Builder(NormalizationKind.BATCH).build(),
            new SegmentPooling(2)));
  }

  private static SequenceConvolution convolution(int width, int dilation, int filters) {
    return new SequenceConvolution.Builder(width)
        .dilation(dilation)
        .nOut(filters)
        .activation(Activation.TANH)
        .build();
  }

  private static MultiLayerNetwork network(DataType type, IUpdater updater, List<Layer> layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().dataType(type).seed(7).updater(updater).list();
    layers.forEach(layer -> list.layer(layer.clone()));
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(FEATURES))
                .build());
    network.init();
    return network;
  }

  private static INDArray random(DataType type, long seed, long... shape) {
    Random random = new Random(seed);
    INDArray array = Nd4j.create(type, shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextGaussian());
    }
    return array;
  }

  private static INDArray answers(MultiLayerNetwork network, INDArray x, INDArray mask) {
    INDArray out = network.output(x, false, mask, null).dup();
    network.clearLayerMaskArrays();
    return out;
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void gradientsAreThoseOfCentralDifferences(List<Layer> layers) {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    assertThat(
            GradientCheckUtil.checkGradients(
                new GradientCheckUtil.MLNConfig()
                    .net(network(DataType.DOUBLE, new NoOp(), layers))
                    .epsilon(1e-6)
                    .maxRelError(1e-5)
                    .minAbsoluteError(1e-8)
                    .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                    .excludeParams(Set.of("1_mean", "1_var"))
                    .input(random(DataType.DOUBLE, 3, 4, FEATURES, 8))
                    .inputMask(Nd4j.createFromArray(MASK))
                    .labels(Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}}))))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void paddingAndCompanyChangeNoBit(List<Layer> layers) {
    MultiLayerNetwork network = network(DataType.FLOAT, new NoOp(), layers);
    int batch = 24;
    int time = 19;
    INDArray x = random(DataType.FLOAT, 11, batch, FEATURES, time);
    INDArray mask = Nd4j.zeros(DataType.FLOAT, batch, time);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < 2 + b % (time - 1); t++) {
        mask.putScalar(b, t, 1);
      }
    }
    INDArray all = answers(network, x, mask);
    for (int b = 0; b < batch; b++) {
      int length = 2 + b % (time - 1);
      INDArray single =
          x.get(
                  NDArrayIndex.interval(b, b + 1),
                  NDArrayIndex.all(),
                  NDArrayIndex.interval(0, length))
              .dup();
      float[] alone = answers(network, single, null).toFloatVector();
      float[] among = all.getRow(b).toFloatVector();
      for (int k = 0; k < alone.length; k++) {
        // The softmax of the output layer rounds by shape.
        assertThat(alone[k]).isCloseTo(among[k], within(1e-6f));
      }
    }
  }

  /** Letters: a number in one place of every step, and steps of zeros alone. */
  private static INDArray letters(DataType type, int batch, int time, double value) {
    Random random = new Random(8);
    INDArray x = Nd4j.zeros(type, batch, FEATURES, time);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < time; t++) {
        int letter = random.nextInt(FEATURES + 1);
        if (letter < FEATURES) {
          x.putScalar(new int[] {b, letter, t}, value);
        }
      }
    }
    return x;
  }

  @Test
  void lettersGiveTheBitsThatTheyGiveInTheCompanyOfOtherNumbers() {
    for (int dilation = 1; dilation < 3; dilation++) {
      for (int filters : new int[] {3, 16, 37}) {
        MultiLayerNetwork network =
            network(
                DataType.FLOAT,
                new NoOp(),
                List.of(convolution(3, dilation, filters), new SegmentPooling(2)));
        network.getParam("0_b").assign(random(DataType.FLOAT, 9, filters));
        INDArray letters = letters(DataType.FLOAT, 3, 11, 1.25);
        INDArray both =
            Nd4j.concat(0, letters, random(DataType.FLOAT, 4, 2, FEATURES, 11)).dup('c');
        INDArray alone = network.feedForward(letters).get(1).dup('c');
        INDArray among = network.feedForward(both).get(1).get(NDArrayIndex.interval(0, 3)).dup('c');
        assertThat(alone.data().asFloat()).containsExactly(among.data().asFloat());
      }
    }
  }

  @Test
  void gradientsOfLettersAreThoseOfCentralDifferences() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    for (int dilation = 1; dilation < 3; dilation++) {
      List<Layer> layers = List.of(convolution(3, dilation, 5), new SegmentPooling(2));
      assertThat(
              GradientCheckUtil.checkGradients(
                  new GradientCheckUtil.MLNConfig()
                      .net(network(DataType.DOUBLE, new NoOp(), layers))
                      .epsilon(1e-6)
                      .maxRelError(1e-5)
                      .minAbsoluteError(1e-8)
                      .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                      .input(letters(DataType.DOUBLE, 4, 8, 0.75))
                      .inputMask(Nd4j.createFromArray(MASK))
                      .labels(
                          Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}}))))
          .isTrue();
    }
  }

  @Test
  void whereNothingBelowLearnsZerosAreHandedDownAndTheRestStays() {
    INDArray x = random(DataType.FLOAT, 6, 4, FEATURES, 8);
    INDArray y = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}});
    INDArray[] gradients = new INDArray[2];
    for (int i = 0; i < 2; i++) {
      SequenceConvolution filters = convolution(3, 1, 4);
      filters.setInputGradient(i == 0);
      MultiLayerNetwork network =
          network(DataType.FLOAT, new NoOp(), List.of(filters, new SegmentPooling(1)));
      network.setInput(x);
      network.setLabels(y);
      network.computeGradientAndScore();
      gradients[i] = network.gradient().gradient().dup();
    }
    assertThat(gradients[1]).isEqualTo(gradients[0]);
  }

  @Test
  void aDilatedConvolutionSeesWhatItsDefinitionSays() {
    MultiLayerNetwork network =
        network(DataType.DOUBLE, new NoOp(), List.of(convolution(3, 2, 4), new SegmentPooling(1)));
    INDArray x = random(DataType.DOUBLE, 5, 1, FEATURES, 6);
    INDArray out = network.feedForward(x).get(1);
    INDArray weights = network.getParam("0_W3");
    for (int t = 0; t < 6; t++) {
      for (int f = 0; f < 4; f++) {
        double z = network.getParam("0_b").getDouble(f);
        for (int k = 0; k < 3; k++) {
          int step = t + 2 * (k - 1);
          for (int j = 0; step >= 0 && step < 6 && j < FEATURES; j++) {
            z += x.getDouble(0, j, step) * weights.getDouble(k * FEATURES + j, f);
          }
        }
        assertThat(out.getDouble(0, f, t)).isCloseTo(Math.tanh(z), within(1e-12));
      }
    }
  }

  @Test
  void stretchesCoverEveryStepAndTheMaskShrinksWithThem() {
    MultiLayerNetwork network =
        network(
            DataType.DOUBLE,
            new NoOp(),
            List.of(new SequenceMaxPooling(3, 2), new SegmentPooling(2)));
    INDArray x = Nd4j.zeros(DataType.DOUBLE, 2, FEATURES, 6);
    for (int t = 0; t < 6; t++) {
      x.putScalar(new int[] {0, 0, t}, t);
      x.putScalar(new int[] {1, 0, t}, -1 - t);
    }
    INDArray mask = Nd4j.createFromArray(new double[][] {{1, 1, 1, 1, 1, 1}, {0, 0, 1, 1, 0, 0}});
    List<INDArray> all = network.feedForward(x, mask, null);
    // Six steps in stretches 0-2, 2-4, 4-5; two steps (values -3, -4) in one.
    assertThat(row(all.get(1), 0)).containsExactly(2, 4, 5);
    assertThat(row(all.get(1), 1)).containsExactly(-3, 0, 0);
    // Halves of three stretches share the middle one; one stretch serves both halves.
    assertThat(all.get(2).getRow(0).toDoubleVector()).containsExactly(4, 0, 0, 5, 0, 0);
    assertThat(all.get(2).getRow(1).toDoubleVector()).containsExactly(-3, 0, 0, -3, 0, 0);
    network.clearLayerMaskArrays();
  }

  private static double[] row(INDArray sequences, int sequence) {
    return sequences.get(NDArrayIndex.point(sequence), NDArrayIndex.point(0)).toDoubleVector();
  }

  @Test
  void batchNormalisationKeepsAverages() {
    MultiLayerNetwork network =
        network(
            DataType.DOUBLE,
            new Sgd(0.1),
            List.of(
                new SequenceNormalization.Builder(NormalizationKind.BATCH).decay(0.5).build(),
                new SegmentPooling(1)));
    INDArray x = random(DataType.DOUBLE, 5, 4, FEATURES, 6).addi(3);
    INDArray y = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {1, 0}, {0, 1}});
    double[] means = x.mean(0, 2).toDoubleVector();
    for (int i = 0; i < 40; i++) {
      network.fit(x, y);
    }
    assertThat(network.getParam("0_mean").toDoubleVector()).containsExactly(means, within(1e-9));
    double[] variances = x.var(false, 0, 2).toDoubleVector();
    assertThat(network.getParam("0_var").toDoubleVector()).containsExactly(variances, within(1e-9));
  }

  @Test
  void layersSurviveJson() {
    for (List<Layer> layers : stacks().toList()) {
      MultiLayerNetwork network = network(DataType.FLOAT, new NoOp(), layers);
      INDArray x = random(DataType.FLOAT, 2, 3, FEATURES, 9);
      assertThat(network.clone().output(x)).isEqualTo(network.output(x));
      String json = network.getLayerWiseConfigurations().toJson();
      assertThat(org.deeplearning4j.nn.conf.MultiLayerConfiguration.fromJson(json).toJson())
          .isEqualTo(json);
    }
  }

  @Test
  void badSizesAreNamed() {
    assertThatThrownBy(() -> convolution(0, 1, 2)).hasMessageContaining("width");
    assertThatThrownBy(() -> convolution(3, 0, 2)).hasMessageContaining("dilation");
    assertThatThrownBy(() -> new SequenceMaxPooling(0, 1)).hasMessageContaining("0");
    assertThatThrownBy(() -> new SegmentPooling(0)).hasMessageContaining("0");
    for (int[] shape : new int[][] {{2, FEATURES + 1, 4}, {2, FEATURES}}) {
      MultiLayerNetwork network =
          network(DataType.FLOAT, new NoOp(), List.of(convolution(3, 1, 4), new SegmentPooling(1)));
      assertThatThrownBy(() -> network.output(Nd4j.zeros(DataType.FLOAT, longs(shape))))
          .hasMessageContaining("features");
    }
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }
}
