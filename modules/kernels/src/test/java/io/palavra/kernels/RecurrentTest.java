package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.part.Probe;
import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional.Mode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class RecurrentTest {

  /** A cell of this module, its stock counterpart where there is one, and its textbook form. */
  enum Cell {
    LSTM,
    GRU,
    SIMPLE;

    BaseRecurrentLayer fast(int inputs, int units) {
      return switch (this) {
        case LSTM -> new LSTM.Builder().nIn(inputs).nOut(units).activation(Activation.TANH).build();
        case GRU -> new GRU.Builder().nIn(inputs).nOut(units).activation(Activation.TANH).build();
        case SIMPLE ->
            new SimpleRnn.Builder().nIn(inputs).nOut(units).activation(Activation.TANH).build();
      };
    }

    BaseRecurrentLayer stock(int inputs, int units) {
      return switch (this) {
        case LSTM ->
            new org.deeplearning4j.nn.conf.layers.LSTM.Builder()
                .nIn(inputs)
                .nOut(units)
                .activation(Activation.TANH)
                .build();
        case SIMPLE ->
            new org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn.Builder()
                .nIn(inputs)
                .nOut(units)
                .activation(Activation.TANH)
                .build();
        case GRU -> throw new AssertionError("there is no stock GRU");
      };
    }

    Textbook.Cell textbook(Textbook book) {
      return switch (this) {
        case LSTM -> book::lstm;
        case GRU -> book::gru;
        case SIMPLE -> book::simple;
      };
    }
  }

  static MultiLayerNetwork network(DataType type, int outputs, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().dataType(type).seed(7).updater(new NoOp()).list();
    int width = 0;
    for (Layer layer : layers) {
      list.layer(layer);
      width =
          layer instanceof Bidirectional both
              ? (int) both.getNOut()
              : (int) ((BaseRecurrentLayer) layer).getNOut();
    }
    list.layer(
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nIn(width)
            .nOut(outputs)
            .activation(Activation.SOFTMAX)
            .dataFormat(RNNFormat.NCW)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
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

  /** Masks with holes anywhere, one sequence without any step and one with all of them. */
  private static INDArray mask(DataType type, long seed, int batch, int steps) {
    Random random = new Random(seed);
    INDArray mask = Nd4j.ones(type, batch, steps);
    for (int b = 1; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        mask.putScalar(b, t, b == 1 || random.nextInt(3) == 0 ? 0 : 1);
      }
    }
    return mask;
  }

  /** Compares every eleventh parameter's gradient with central differences. */
  private static void checkGradient(
      String what, MultiLayerNetwork network, INDArray x, INDArray y, INDArray mask) {
    Nd4j.getRandom().setSeed(11);
    INDArray gradient = Probe.gradient(network, x, y, mask, mask);
    for (int i = 0; i < gradient.length(); i += 11) {
      double[] scores = new double[2];
      double original = network.params().getDouble(i);
      for (int side = 0; side < 2; side++) {
        network.params().putScalar(i, original + (side * 2 - 1) * 1e-5);
        Nd4j.getRandom().setSeed(11);
        Probe.gradient(network, x, y, mask, mask);
        scores[side] = network.score() * x.size(0);
      }
      network.params().putScalar(i, original);
      assertThat(gradient.getDouble(i))
          .as("%s, parameter %d", what, i)
          .isCloseTo((scores[1] - scores[0]) / 2e-5, within(1e-8));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Cell.class,
      names = {"LSTM", "SIMPLE"})
  void computesWhatTheStockLayerComputesOnWholeSequences(Cell cell) {
    Random random = new Random(3);
    for (int trial = 0; trial < 25; trial++) {
      DataType type = trial % 2 == 0 ? DataType.FLOAT : DataType.DOUBLE;
      int batch = 1 + random.nextInt(trial % 6 == 0 ? 70 : 9);
      int steps = 1 + random.nextInt(trial % 6 == 1 ? 130 : 20);
      int inputs = 1 + random.nextInt(trial % 6 == 2 ? 300 : 40);
      int units = 1 + random.nextInt(40);
      String what =
          "%s %s: %d sequences of %d steps, %d to %d"
              .formatted(cell, type, batch, steps, inputs, units);
      MultiLayerNetwork fast = network(type, 3, cell.fast(inputs, units), cell.fast(units, units));
      MultiLayerNetwork stock =
          network(type, 3, cell.stock(inputs, units), cell.stock(units, units));
      assertThat(Probe.worst(fast.params(), stock.params()))
          .as("the same seed begins with the same weights")
          .isZero();
      INDArray x = random(type, trial, batch, inputs, steps);
      INDArray y = Probe.labels(type, trial, batch, 3, steps);
      assertThat(Probe.worst(fast.output(x), stock.output(x)))
          .as(what)
          .isLessThan(type == DataType.FLOAT ? 1e-5 : 1e-10);
      INDArray expected = Probe.gradient(stock, x, y, null, null);
      double scale = Math.max(1, Probe.worst(expected, Nd4j.zerosLike(expected)));
      assertThat(Probe.worst(Probe.gradient(fast, x, y, null, null), expected) / scale)
          .as(what)
          .isLessThan(type == DataType.FLOAT ? 1e-5 : 1e-10);
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void computesWhatItsEquationsSayWhereverTheMaskHasHoles(Cell cell) {
    Random random = new Random(4);
    for (int trial = 0; trial < 12; trial++) {
      DataType type = trial % 2 == 0 ? DataType.FLOAT : DataType.DOUBLE;
      int batch = 2 + random.nextInt(9);
      int steps = 1 + random.nextInt(12);
      int inputs = 1 + random.nextInt(20);
      int units = 1 + random.nextInt(20);
      MultiLayerNetwork fast =
          network(type, 3, new Bidirectional(Mode.CONCAT, cell.fast(inputs, units)));
      INDArray x = random(type, trial, batch, inputs, steps);
      INDArray mask = mask(type, trial, batch, steps);
      for (String bias : new String[] {"fb", "bb"}) {
        fast.getLayer(0)
            .getParam(bias)
            .assign(random(type, trial, fast.getLayer(0).getParam(bias).length()));
      }
      INDArray out = fast.feedForward(x, mask, mask).get(1);
      for (int direction = 0; direction < 2; direction++) {
        String prefix = direction == 0 ? "f" : "b";
        Textbook book =
            new Textbook(
                fast.getLayer(0).getParam(prefix + "W"),
                fast.getLayer(0).getParam(prefix + "RW"),
                fast.getLayer(0).getParam(prefix + "b"));
        for (int b = 0; b < batch; b++) {
          double[][] expected =
              book.lead(
                  cell.textbook(book),
                  x.get(NDArrayIndex.point(b)).transpose().toDoubleMatrix(),
                  mask.getRow(b).toDoubleVector(),
                  direction == 1);
          for (int t = 0; t < steps; t++) {
            for (int j = 0; j < units; j++) {
              assertThat(out.getDouble(b, direction * units + j, t))
                  .as("%s %s, trial %d: sequence %d, step %d, unit %d", cell, type, trial, b, t, j)
                  .isCloseTo(expected[t][j], within(type == DataType.FLOAT ? 1e-5 : 1e-10));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void gradientsAreThoseOfCentralDifferencesMaskedAndNot(Cell cell) {
    for (Mode mode : Mode.values()) {
      for (boolean masked : new boolean[] {false, true}) {
        MultiLayerNetwork network =
            network(DataType.DOUBLE, 2, cell.fast(3, 4), new Bidirectional(mode, cell.fast(4, 3)));
        INDArray mask = masked ? mask(DataType.DOUBLE, 5, 4, 5) : null;
        checkGradient(
            cell + " " + mode + (masked ? " masked" : ""),
            network,
            random(DataType.DOUBLE, 1, 4, 3, 5),
            Probe.labels(DataType.DOUBLE, 2, 4, 2, 5),
            mask);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void paddingChangesNothing(Cell cell) {
    for (int front = 0; front <= 3; front += 3) {
      MultiLayerNetwork network =
          network(
              DataType.FLOAT,
              2,
              new Bidirectional(cell.fast(5, 6)),
              new Bidirectional(Mode.ADD, cell.fast(12, 7)));
      INDArray x = random(DataType.FLOAT, 1, 3, 5, 4);
      INDArray y = Probe.labels(DataType.FLOAT, 2, 3, 2, 4);
      INDArray padded = random(DataType.FLOAT, 3, 3, 5, 9).muli(100);
      INDArray paddedY = Probe.labels(DataType.FLOAT, 4, 3, 2, 9);
      INDArray mask = Nd4j.zeros(3, 9);
      padded
          .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(front, front + 4))
          .assign(x);
      paddedY
          .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(front, front + 4))
          .assign(y);
      mask.get(NDArrayIndex.all(), NDArrayIndex.interval(front, front + 4)).assign(1);
      INDArray out = network.output(padded, false, mask, mask);
      assertThat(
              Probe.worst(
                  out.get(
                      NDArrayIndex.all(),
                      NDArrayIndex.all(),
                      NDArrayIndex.interval(front, front + 4)),
                  network.output(x)))
          .isZero();
      assertThat(
              Probe.worst(
                  Probe.gradient(network, padded, paddedY, mask, mask),
                  Probe.gradient(network, x, y, Nd4j.ones(3, 4), Nd4j.ones(3, 4))))
          .isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void aMiniBatchGivesBitForBitWhatItsRowsGive(Cell cell) {
    MultiLayerNetwork network = network(DataType.FLOAT, 2, new Bidirectional(cell.fast(5, 19)));
    INDArray x = random(DataType.FLOAT, 1, 37, 5, 11);
    INDArray all = network.feedForward(x).get(1).dup();
    for (int b = 0; b < 37; b++) {
      INDArray row = x.get(NDArrayIndex.interval(b, b + 1)).dup();
      assertThat(
              Probe.worst(
                  network.feedForward(row).get(1), all.get(NDArrayIndex.interval(b, b + 1))))
          .isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void twoRunsGiveTheSameBits(Cell cell) {
    MultiLayerNetwork network = network(DataType.FLOAT, 2, new Bidirectional(cell.fast(33, 50)));
    INDArray x = random(DataType.FLOAT, 1, 40, 33, 20);
    INDArray y = Probe.labels(DataType.FLOAT, 2, 40, 2, 20);
    INDArray first = Probe.gradient(network, x, y, null, null);
    for (int i = 0; i < 10; i++) {
      assertThat(Probe.worst(Probe.gradient(network, x, y, null, null), first)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void stepByStepIsTheSameAsAtOnce(Cell cell) {
    MultiLayerNetwork network = network(DataType.FLOAT, 2, cell.fast(5, 6), cell.fast(6, 7));
    INDArray x = random(DataType.FLOAT, 1, 3, 5, 9);
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
    assertThatThrownBy(() -> network.rnnTimeStep(random(DataType.FLOAT, 1, 4, 5, 1)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("rnnClearPreviousState");
  }

  @Test
  void timeMayComeBeforeFeatures() {
    MultiLayerNetwork channelsFirst = network(DataType.FLOAT, 2, Cell.LSTM.fast(5, 6));
    BaseRecurrentLayer layer = Cell.LSTM.fast(5, 6);
    layer.setRnnDataFormat(RNNFormat.NWC);
    MultiLayerNetwork channelsLast = network(DataType.FLOAT, 2, layer);
    INDArray x = random(DataType.FLOAT, 1, 3, 5, 9);
    INDArray expected = channelsFirst.feedForward(x).get(1);
    INDArray actual = channelsLast.feedForwardToLayer(0, x.permute(0, 2, 1)).get(1);
    assertThat(Probe.worst(actual.permute(0, 2, 1), expected)).isZero();
  }

  @Test
  void everyArrayOrderIsRead() {
    MultiLayerNetwork network = network(DataType.FLOAT, 2, Cell.LSTM.fast(5, 6));
    INDArray x = random(DataType.FLOAT, 1, 3, 5, 9);
    INDArray expected = network.output(x);
    assertThat(Probe.worst(network.output(x.dup('f')), expected)).isZero();
    INDArray within = Nd4j.create(DataType.FLOAT, 7, 8, 12);
    INDArray view =
        within.get(
            NDArrayIndex.interval(2, 5), NDArrayIndex.interval(1, 6), NDArrayIndex.interval(3, 12));
    view.assign(x);
    assertThat(Probe.worst(network.output(view), expected)).isZero();
  }

  @Test
  void wrongShapesAreNamed() {
    MultiLayerNetwork network = network(DataType.FLOAT, 2, Cell.LSTM.fast(5, 6));
    assertThatThrownBy(() -> network.output(Nd4j.zeros(3, 4, 9)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("5 features");
    assertThatThrownBy(() -> network.output(Nd4j.zeros(3, 5, 9), false, Nd4j.ones(3, 8), null))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("mask of shape [3, 8]");
    assertThatThrownBy(() -> new LSTM.Builder().nIn(1).nOut(1).recurrentDropOut(1).build())
        .hasMessageContaining("recurrentDropOut");
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"SIGMOID", "TANH", "RELU", "HARDSIGMOID", "HARDTANH", "SOFTSIGN", "IDENTITY"})
  void otherActivationsAreThoseOfTheStockLayer(Activation activation) {
    Layer fast = new LSTM.Builder().nIn(4).nOut(5).activation(activation).build();
    Layer stock =
        new org.deeplearning4j.nn.conf.layers.LSTM.Builder()
            .nIn(4)
            .nOut(5)
            .activation(activation)
            .build();
    INDArray x = random(DataType.DOUBLE, 1, 3, 4, 6);
    INDArray y = Probe.labels(DataType.DOUBLE, 2, 3, 2, 6);
    INDArray expected = Probe.gradient(network(DataType.DOUBLE, 2, stock), x, y, null, null);
    assertThat(
            Probe.worst(
                Probe.gradient(network(DataType.DOUBLE, 2, fast), x, y, null, null), expected))
        .isLessThan(1e-8);
  }

  @Test
  void dropoutScalesWhatItKeepsAndIsOffOutsideTraining() {
    double[] sums = new double[2];
    for (int i = 0; i < 2; i++) {
      Layer layer =
          new SimpleRnn.Builder()
              .nIn(400)
              .nOut(1)
              .activation(Activation.IDENTITY)
              .variationalDropOut(i == 0 ? 0 : 0.3)
              .build();
      MultiLayerNetwork network = network(DataType.FLOAT, 2, layer);
      network.getLayer(0).getParam("W").assign(1);
      network.getLayer(0).getParam("RW").assign(0);
      INDArray x = Nd4j.ones(50, 400, 1);
      assertThat(network.feedForward(x, false).get(1).meanNumber().doubleValue()).isEqualTo(400);
      sums[i] = network.feedForward(x, true).get(1).meanNumber().doubleValue();
    }
    assertThat(sums[0]).isEqualTo(400);
    assertThat(sums[1]).isNotEqualTo(400).isBetween(390.0, 410.0);
  }

  @Test
  void recurrentDropoutHasTheGradientOfWhatItComputes() {
    for (Cell cell : Cell.values()) {
      Layer layer =
          switch (cell) {
            case LSTM ->
                new LSTM.Builder()
                    .nIn(3)
                    .nOut(4)
                    .activation(Activation.TANH)
                    .recurrentDropOut(0.4)
                    .variationalDropOut(0.2)
                    .build();
            case GRU ->
                new GRU.Builder()
                    .nIn(3)
                    .nOut(4)
                    .activation(Activation.TANH)
                    .recurrentDropOut(0.4)
                    .variationalDropOut(0.2)
                    .build();
            case SIMPLE ->
                new SimpleRnn.Builder()
                    .nIn(3)
                    .nOut(4)
                    .activation(Activation.TANH)
                    .recurrentDropOut(0.4)
                    .variationalDropOut(0.2)
                    .build();
          };
      MultiLayerNetwork network =
          network(DataType.DOUBLE, 2, new Bidirectional(layer), cell.fast(8, 3));
      INDArray x = random(DataType.DOUBLE, 1, 4, 3, 5);
      INDArray y = Probe.labels(DataType.DOUBLE, 2, 4, 2, 5);
      checkGradient(cell.name(), network, x, y, null);
    }
  }

  @Test
  void shapesInMemoryCanGrowAndShrink() {
    MultiLayerNetwork network = network(DataType.FLOAT, 2, new Bidirectional(Cell.GRU.fast(5, 6)));
    int[][] sizes = {{2, 3}, {9, 12}, {1, 1}, {9, 2}, {2, 12}};
    for (int[] size : sizes) {
      INDArray x = random(DataType.FLOAT, 1, size[0], 5, size[1]);
      INDArray y = Probe.labels(DataType.FLOAT, 2, size[0], 2, size[1]);
      INDArray again = Probe.gradient(network, x, y, null, null);
      INDArray fresh =
          Probe.gradient(
              network(DataType.FLOAT, 2, new Bidirectional(Cell.GRU.fast(5, 6))), x, y, null, null);
      assertThat(Probe.worst(again, fresh)).as(Arrays.toString(size)).isZero();
    }
  }
}
