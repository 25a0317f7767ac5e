package io.palavra.kernels;

import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.RecurrentVariantsTest.Variant;
import io.palavra.kernels.plain.PlainPath;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional.Mode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Peepholes, layer normalisation, the reset gate before the product and foreign activations:
 * kernels against operations of ND4J.
 */
class PlainVariantsTest {
  private static final List<DataType> TYPES = List.of(DataType.DOUBLE, DataType.FLOAT);

  @AfterEach
  void backToKernels() {
    System.clearProperty(PlainPath.PROPERTY);
  }

  private static <T> T with(boolean plain, Supplier<T> made) {
    System.setProperty(PlainPath.PROPERTY, String.valueOf(plain));
    try {
      return made.get();
    } finally {
      System.clearProperty(PlainPath.PROPERTY);
    }
  }

  private static NeuralNetConfiguration.ListBuilder list(
      NeuralNetConfiguration.Builder base, int width, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = base.seed(7).list();
    for (Layer layer : layers) {
      list.layer(layer.clone());
    }
    return list.layer(
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nIn(width)
            .nOut(3)
            .activation(Activation.SOFTMAX)
            .dataFormat(RNNFormat.NCW)
            .build());
  }

  private static MultiLayerNetwork network(
      DataType type, boolean plain, int width, Layer... layers) {
    return with(
        plain,
        () -> {
          MultiLayerNetwork made =
              new MultiLayerNetwork(
                  list(
                          new NeuralNetConfiguration.Builder().dataType(type).updater(new NoOp()),
                          width,
                          layers)
                      .build());
          made.init();
          made.params().addi(random(type, 3, made.params().shape()).muli(0.2));
          return made;
        });
  }

  private static INDArray labels(DataType type, int batch, int steps) {
    Random random = new Random(5);
    INDArray labels = Nd4j.zeros(type, batch, 3, steps);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        labels.putScalar(new int[] {b, random.nextInt(3), t}, 1);
      }
    }
    return labels;
  }

  private static INDArray gradient(
      MultiLayerNetwork network, INDArray x, INDArray y, INDArray mask) {
    network.setInput(x);
    network.setLabels(y);
    network.setLayerMaskArrays(mask, mask);
    Nd4j.getRandom().setSeed(9);
    network.computeGradientAndScore();
    INDArray gradient = network.gradient().gradient().dup();
    network.clearLayerMaskArrays();
    return gradient;
  }

  private static double greatest(INDArray array) {
    return Math.max(1, array.amaxNumber().doubleValue());
  }

  private static void compare(String what, int width, Layer... layers) {
    compare(what, width, 1, new int[][] {{4, 6}, {1, 3}}, layers);
  }

  /**
   * Outputs to 1e-4 and 1e-9 of the greatest, gradients of sums over a mini-batch to ten times
   * that.
   *
   * @param size of the inputs' numbers
   * @param sizes of mini-batches: sequences and steps
   */
  private static void compare(String what, int width, double size, int[][] sizes, Layer... layers) {
    for (DataType type : TYPES) {
      double allowed = type == DataType.DOUBLE ? 1e-9 : 1e-4;
      MultiLayerNetwork kernel = network(type, false, width, layers);
      MultiLayerNetwork plain = network(type, true, width, layers);
      for (int[] batch : sizes) {
        INDArray x = random(type, 1, batch[0], 4, batch[1]).muli(size);
        INDArray y = labels(type, batch[0], batch[1]);
        for (boolean masked : new boolean[] {false, true, false}) {
          INDArray mask = masked ? mask(3, batch[0], batch[1]).castTo(type) : null;
          String as = what + " " + type + " " + batch[0] + (masked ? " masked" : "");
          INDArray output = kernel.feedForward(x, mask, mask).get(layers.length).dup();
          assertThat(worst(plain.feedForward(x, mask, mask).get(layers.length), output))
              .as("%s, output", as)
              .isLessThan(allowed * greatest(output));
          INDArray expected = gradient(kernel, x, y, mask);
          assertThat(worst(gradient(plain, x, y, mask), expected))
              .as("%s, gradient", as)
              .isLessThan(10 * allowed * greatest(expected));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void everyVariantAgreesForwardAndBackWithAndWithoutDropout(Variant variant) {
    compare(variant.name(), 5, variant.layer(4, 6), variant.layer(6, 5));
    compare(variant + " dropped", 5, variant.layer(4, 5, Activation.TANH, 0.3));
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void everyVariantAgreesInBothDirections(Variant variant) {
    for (Mode mode : new Mode[] {Mode.CONCAT, Mode.MUL}) {
      int width = mode == Mode.CONCAT ? 10 : 5;
      compare(
          variant + " " + mode,
          width,
          new Bidirectional(mode, variant.layer(4, 5, Activation.TANH, 0.2)));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"CUBE", "ELU", "LEAKYRELU", "SOFTMAX", "SOFTPLUS", "SELU", "SWISH", "GELU", "MISH"})
  void activationsThatKernelsCallND4JForAgree(Activation activation) {
    for (Layer layer :
        List.of(
            new LSTM.Builder()
                .nIn(4)
                .nOut(5)
                .activation(activation)
                .gateActivationFunction(Activation.SIGMOID)
                .peepholes(true)
                .build(),
            new GRU.Builder()
                .nIn(4)
                .nOut(5)
                .activation(Activation.TANH)
                .gateActivationFunction(activation)
                .build(),
            new GRU.Builder().nIn(4).nOut(5).activation(activation).resetBefore(true).build(),
            Variant.LSTM_NORM.layer(4, 5, activation, 0),
            Variant.SIMPLE_NORM.layer(4, 5, activation, 0))) {
      String what = activation + " " + layer.getClass().getSimpleName();
      // Gates without bounds let states grow from step to step.
      compare(what, 5, 0.3, new int[][] {{4, 3}}, layer);
    }
  }

  @Test
  void anActivationThatDrawsItsSlopesIsRefusedThereToo() {
    Layer layer = new SimpleRnn.Builder().nIn(4).nOut(5).activation(Activation.RRELU).build();
    MultiLayerNetwork plain = network(DataType.FLOAT, true, 5, layer);
    assertThatThrownBy(() -> plain.output(Nd4j.zeros(1, 4, 3)))
        .hasMessageContaining("draws or learns its slopes");
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void stateIsCarriedFromCallToCall(Variant variant) {
    for (DataType type : TYPES) {
      MultiLayerNetwork kernel = network(type, false, 6, variant.layer(4, 6));
      MultiLayerNetwork plain = network(type, true, 6, variant.layer(4, 6));
      for (int call = 0; call < 3; call++) {
        INDArray x = random(type, call, 2, 4, 3);
        assertThat(worst(plain.rnnTimeStep(x), kernel.rnnTimeStep(x)))
            .isLessThan(type == DataType.DOUBLE ? 1e-9 : 1e-4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void truncatedTrainingAgrees(Variant variant) {
    MultiLayerNetwork[] networks = new MultiLayerNetwork[2];
    for (int i = 0; i < 2; i++) {
      networks[i] =
          with(
              i == 1,
              () -> {
                MultiLayerNetwork made =
                    new MultiLayerNetwork(
                        list(
                                new NeuralNetConfiguration.Builder()
                                    .dataType(DataType.DOUBLE)
                                    .updater(new Sgd(0.3)),
                                6,
                                variant.layer(4, 6))
                            .backpropType(BackpropType.TruncatedBPTT)
                            .tBPTTForwardLength(4)
                            .tBPTTBackwardLength(3)
                            .build());
                made.init();
                return made;
              });
      for (int step = 0; step < 3; step++) {
        networks[i].fit(random(DataType.DOUBLE, 1, 3, 4, 10), labels(DataType.DOUBLE, 3, 10));
      }
    }
    assertThat(worst(networks[1].params(), networks[0].params())).isLessThan(1e-10);
  }
}
