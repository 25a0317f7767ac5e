package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.part.Probe;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional.Mode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Peepholes, layer normalisation, the reset gate before the product, and any activation. */
class RecurrentVariantsTest {

  /** A variant of a cell. */
  enum Variant {
    PEEPHOLES(true),
    LSTM_NORM(true),
    PEEPHOLES_NORM(true),
    GRU_BEFORE(false),
    GRU_NORM(false),
    GRU_BEFORE_NORM(false),
    SIMPLE_NORM(false);

    private final boolean lstm;

    Variant(boolean lstm) {
      this.lstm = lstm;
    }

    private boolean named(String part) {
      return name().contains(part);
    }

    BaseRecurrentLayer layer(int inputs, int units) {
      return layer(inputs, units, Activation.TANH, 0);
    }

    BaseRecurrentLayer layer(int inputs, int units, Activation activation, double drop) {
      if (lstm) {
        return new LSTM.Builder()
            .nIn(inputs)
            .nOut(units)
            .activation(activation)
            .peepholes(named("PEEPHOLES"))
            .hasLayerNorm(named("NORM"))
            .recurrentDropOut(drop)
            .variationalDropOut(drop)
            .build();
      }
      return named("GRU")
          ? new GRU.Builder()
              .nIn(inputs)
              .nOut(units)
              .activation(activation)
              .resetBefore(named("BEFORE"))
              .hasLayerNorm(named("NORM"))
              .recurrentDropOut(drop)
              .variationalDropOut(drop)
              .build()
          : new SimpleRnn.Builder()
              .nIn(inputs)
              .nOut(units)
              .activation(activation)
              .hasLayerNorm(true)
              .recurrentDropOut(drop)
              .variationalDropOut(drop)
              .build();
    }

    Textbook.Cell textbook(TextbookVariants book) {
      if (lstm) {
        return (x, state) -> book.lstm(x, state, named("PEEPHOLES"));
      }
      return named("GRU") ? (x, state) -> book.gru(x, state, named("BEFORE")) : book::simple;
    }
  }

  private static MultiLayerNetwork network(DataType type, Layer... layers) {
    return RecurrentTest.network(type, 2, layers);
  }

  private static void checkGradient(
      String what, MultiLayerNetwork network, INDArray x, INDArray y, INDArray mask, int stride) {
    Nd4j.getRandom().setSeed(11);
    INDArray gradient = Probe.gradient(network, x, y, mask, mask);
    for (int i = 0; i < gradient.length(); i += stride) {
      double[] scores = new double[2];
      double original = network.params().getDouble(i);
      for (int side = 0; side < 2; side++) {
        network.params().putScalar(i, original + (side * 2 - 1) * 2e-7);
        Nd4j.getRandom().setSeed(11);
        Probe.gradient(network, x, y, mask, mask);
        scores[side] = network.score() * x.size(0);
      }
      network.params().putScalar(i, original);
      double expected = (scores[1] - scores[0]) / 4e-7;
      assertThat(gradient.getDouble(i))
          .as("%s, parameter %d", what, i)
          .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
    }
  }

  /** Gains and biases, which begin with ones and zeros, away from there. */
  private static void stir(MultiLayerNetwork network, long seed) {
    INDArray noise = Probe.random(DataType.DOUBLE, seed, network.params().shape());
    network.params().addi(noise.muli(0.2).castTo(network.params().dataType()));
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void computesWhatItsEquationsSayWhereverTheMaskHasHoles(Variant variant) {
    Random random = new Random(4);
    for (int trial = 0; trial < 8; trial++) {
      DataType type = trial % 2 == 0 ? DataType.FLOAT : DataType.DOUBLE;
      int batch = 2 + random.nextInt(trial == 4 ? 60 : 9);
      int steps = 1 + random.nextInt(12);
      int inputs = 2 + random.nextInt(trial == 5 ? 200 : 20);
      int units = 2 + random.nextInt(20);
      MultiLayerNetwork network =
          network(type, new Bidirectional(Mode.CONCAT, variant.layer(inputs, units)));
      stir(network, trial);
      INDArray x = Probe.random(type, trial, batch, inputs, steps);
      INDArray mask = Probe.mask(trial, batch, steps);
      INDArray out = network.feedForward(x, mask, mask).get(1);
      String what =
          "%s %s: %d sequences of %d steps, %d to %d"
              .formatted(variant, type, batch, steps, inputs, units);
      for (int direction = 0; direction < 2; direction++) {
        compare(what, variant, network, direction, x, mask, out);
      }
    }
  }

  private static void compare(
      String what,
      Variant variant,
      MultiLayerNetwork network,
      int direction,
      INDArray x,
      INDArray mask,
      INDArray out) {
    String prefix = direction == 0 ? "f" : "b";
    INDArray g = network.getLayer(0).paramTable().get(prefix + "g");
    TextbookVariants book =
        new TextbookVariants(
            network.getLayer(0).getParam(prefix + "W"),
            network.getLayer(0).getParam(prefix + "RW"),
            network.getLayer(0).getParam(prefix + "b"),
            g == null ? new double[0] : g.toDoubleVector());
    int units = (int) network.getLayer(0).getParam(prefix + "RW").size(0);
    for (int b = 0; b < x.size(0); b++) {
      double[][] expected =
          new Textbook(
                  network.getLayer(0).getParam(prefix + "W"),
                  network.getLayer(0).getParam(prefix + "RW"),
                  network.getLayer(0).getParam(prefix + "b"))
              .lead(
                  variant.textbook(book),
                  x.get(NDArrayIndex.point(b)).transpose().toDoubleMatrix(),
                  mask.getRow(b).toDoubleVector(),
                  direction == 1);
      for (int t = 0; t < expected.length; t++) {
        for (int j = 0; j < units; j++) {
          assertThat(out.getDouble(b, direction * units + j, t))
              .as("%s: sequence %d, step %d, unit %d", what, b, t, j)
              .isCloseTo(expected[t][j], within(x.dataType() == DataType.FLOAT ? 2e-5 : 1e-10));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void gradientsAreThoseOfCentralDifferencesMaskedAndNot(Variant variant) {
    for (boolean masked : new boolean[] {false, true}) {
      for (double drop : new double[] {0, 0.3}) {
        MultiLayerNetwork network =
            network(
                DataType.DOUBLE,
                variant.layer(3, 4),
                new Bidirectional(Mode.MUL, variant.layer(4, 3, Activation.TANH, drop)));
        stir(network, 3);
        checkGradient(
            variant + (masked ? " masked" : "") + (drop > 0 ? " dropped" : ""),
            network,
            Probe.random(DataType.DOUBLE, 1, 4, 3, 5),
            Probe.labels(DataType.DOUBLE, 2, 4, 2, 5),
            masked ? Probe.mask(5, 4, 5).castTo(DataType.DOUBLE) : null,
            7);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void aMiniBatchIsItsRowsAndPaddingChangesNothing(Variant variant) {
    MultiLayerNetwork network = network(DataType.FLOAT, new Bidirectional(variant.layer(5, 19)));
    stir(network, 3);
    INDArray x = Probe.random(DataType.FLOAT, 1, 17, 5, 11);
    INDArray all = network.feedForward(x).get(1).dup();
    for (int b = 0; b < 17; b++) {
      INDArray row = Probe.random(DataType.FLOAT, b, 1, 5, 14);
      INDArray mask = Nd4j.zeros(1, 14);
      int from = b % 4;
      row.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, from + 11))
          .assign(x.get(NDArrayIndex.interval(b, b + 1)));
      mask.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + 11)).assign(1);
      INDArray alone =
          network
              .feedForward(row, mask, mask)
              .get(1)
              .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, from + 11));
      assertThat(Probe.worst(alone, all.get(NDArrayIndex.interval(b, b + 1)))).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void goesOnStepByStepAndSurvivesJsonSavingAndCloning(Variant variant, @TempDir Path folder)
      throws IOException {
    MultiLayerNetwork network = network(DataType.FLOAT, variant.layer(5, 6), variant.layer(6, 7));
    stir(network, 3);
    INDArray x = Probe.random(DataType.FLOAT, 1, 3, 5, 9);
    INDArray whole = network.output(x);
    for (int t = 0; t < 9; t += 3) {
      INDArray part =
          network.rnnTimeStep(
              x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, t + 3)));
      assertThat(
              Probe.worst(
                  part,
                  whole.get(
                      NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, t + 3))))
          .isZero();
    }
    MultiLayerConfiguration conf = network.getLayerWiseConfigurations();
    assertThat(MultiLayerConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    File file = folder.resolve("network.zip").toFile();
    network.save(file);
    assertThat(Probe.worst(MultiLayerNetwork.load(file, true).output(x), whole)).isZero();
    assertThat(Probe.worst(network.clone().output(x), whole)).isZero();
  }

  @Test
  @SuppressWarnings("deprecation")
  void peepholesAreThoseOfTheStockLayer() {
    Random random = new Random(3);
    for (int trial = 0; trial < 12; trial++) {
      DataType type = trial % 2 == 0 ? DataType.FLOAT : DataType.DOUBLE;
      int batch = 1 + random.nextInt(40);
      int steps = 1 + random.nextInt(20);
      int inputs = 1 + random.nextInt(60);
      int units = 1 + random.nextInt(30);
      MultiLayerNetwork ours = network(type, Variant.PEEPHOLES.layer(inputs, units));
      MultiLayerNetwork stock =
          network(
              type,
              new org.deeplearning4j.nn.conf.layers.GravesLSTM.Builder()
                  .nIn(inputs)
                  .nOut(units)
                  .activation(Activation.TANH)
                  .build());
      assertThat(Probe.worst(ours.params(), stock.params()))
          .as("the same seed begins with the same weights")
          .isZero();
      INDArray x = Probe.random(type, trial, batch, inputs, steps);
      INDArray y = Probe.labels(type, trial, batch, 2, steps);
      double bound = type == DataType.FLOAT ? 1e-5 : 1e-10;
      assertThat(Probe.worst(ours.output(x), stock.output(x))).isLessThan(bound);
      INDArray expected = Probe.gradient(stock, x, y, null, null);
      double scale = Math.max(1, Probe.worst(expected, Nd4j.zerosLike(expected)));
      assertThat(Probe.worst(Probe.gradient(ours, x, y, null, null), expected) / scale)
          .as("%s: %d sequences of %d steps, %d to %d", type, batch, steps, inputs, units)
          .isLessThan(bound);
    }
  }

  @Test
  void theNormalisedSimpleLayerHasTheParametersOfTheStockOneWhichDoesNotRun() {
    MultiLayerNetwork ours = network(DataType.DOUBLE, Variant.SIMPLE_NORM.layer(9, 8));
    MultiLayerNetwork stock =
        network(
            DataType.DOUBLE,
            new org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn.Builder()
                .nIn(9)
                .nOut(8)
                .activation(Activation.TANH)
                .hasLayerNorm(true)
                .build());
    assertThat(Probe.worst(ours.params(), stock.params())).isZero();
    INDArray x = Probe.random(DataType.DOUBLE, 1, 5, 9, 6);
    assertThat(ours.output(x).size(2)).isEqualTo(6);
    assertThatThrownBy(() -> stock.output(x)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {
        "CUBE",
        "ELU",
        "LEAKYRELU",
        "RATIONALTANH",
        "RELU6",
        "SOFTMAX",
        "SOFTPLUS",
        "RECTIFIEDTANH",
        "SELU",
        "SWISH",
        "THRESHOLDEDRELU",
        "GELU",
        "MISH"
      })
  void anyOtherActivationHasTheGradientOfWhatItComputes(Activation activation) {
    // A memory of zeros, normalised, would lie on the kink.
    boolean kinked = activation.name().startsWith("RE") || activation.name().contains("RELU");
    Layer[] layers = {
      new LSTM.Builder()
          .nIn(3)
          .nOut(4)
          .activation(activation)
          .gateActivationFunction(Activation.SIGMOID)
          .peepholes(true)
          .build(),
      new GRU.Builder()
          .nIn(3)
          .nOut(4)
          .activation(Activation.TANH)
          .gateActivationFunction(activation)
          .build(),
      new GRU.Builder().nIn(3).nOut(4).activation(activation).resetBefore(true).build(),
      Variant.LSTM_NORM.layer(3, 4, kinked ? Activation.ELU : activation, 0),
      Variant.SIMPLE_NORM.layer(3, 4, activation, 0)
    };
    for (Layer layer : layers) {
      MultiLayerNetwork network = network(DataType.DOUBLE, layer);
      INDArray x = Probe.random(DataType.DOUBLE, 1, 3, 3, 4).muli(0.5);
      INDArray y = Probe.labels(DataType.DOUBLE, 2, 3, 2, 4);
      INDArray mask = Probe.mask(5, 3, 4).castTo(DataType.DOUBLE);
      checkGradient(activation + " " + layer.getClass(), network, x, y, mask, 5);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"ELU", "SWISH", "SOFTPLUS", "RATIONALTANH", "LEAKYRELU"})
  void anyOtherActivationIsThatOfTheStockLayer(Activation activation) {
    Layer ours =
        new LSTM.Builder()
            .nIn(4)
            .nOut(5)
            .activation(activation)
            .gateActivationFunction(Activation.HARDSIGMOID)
            .build();
    Layer stock =
        new org.deeplearning4j.nn.conf.layers.LSTM.Builder()
            .nIn(4)
            .nOut(5)
            .activation(activation)
            .gateActivationFunction(Activation.HARDSIGMOID)
            .build();
    INDArray x = Probe.random(DataType.DOUBLE, 1, 3, 4, 6);
    INDArray y = Probe.labels(DataType.DOUBLE, 2, 3, 2, 6);
    INDArray expected = Probe.gradient(network(DataType.DOUBLE, stock), x, y, null, null);
    assertThat(
            Probe.worst(Probe.gradient(network(DataType.DOUBLE, ours), x, y, null, null), expected))
        .isLessThan(1e-7);
  }

  @Test
  void anActivationThatDrawsItsSlopesIsRefused() {
    Layer layer = new SimpleRnn.Builder().nIn(2).nOut(2).activation(Activation.RRELU).build();
    assertThatThrownBy(() -> network(DataType.FLOAT, layer).output(Nd4j.zeros(1, 2, 3)))
        .hasMessageContaining("draws or learns its slopes");
  }
}
