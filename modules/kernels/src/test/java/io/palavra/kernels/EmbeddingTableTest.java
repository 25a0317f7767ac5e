package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.fit.FusedFit;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.pooling.PoolingKind;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What a table does over many steps: stands still, learns lazily, means of several rows. */
class EmbeddingTableTest {
  private static final int IDS = 9;
  private static final int WIDTH = 4;

  private static NeuralNetConfiguration.Builder base(DataType type, IUpdater updater) {
    return new NeuralNetConfiguration.Builder().dataType(type).seed(5).updater(updater);
  }

  private static EmbeddingSequenceLayer.Builder table() {
    return new EmbeddingSequenceLayer.Builder().nIn(IDS).nOut(WIDTH);
  }

  private static ComputationGraph network(
      NeuralNetConfiguration.Builder base, EmbeddingSequenceLayer table) {
    ComputationGraph network =
        new ComputationGraph(
            base.graphBuilder()
                .addInputs("ids")
                .addLayer("vectors", table, "ids")
                .addLayer("pooled", new SequencePooling(PoolingKind.MEAN), "vectors")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(WIDTH)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "pooled")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }

  private static MultiDataSet batch(DataType type, INDArray ids) {
    int rows = (int) ids.size(0);
    INDArray y = Nd4j.zeros(type, rows, 2);
    for (int b = 0; b < rows; b++) {
      y.putScalar(b, b % 2, 1);
    }
    return new MultiDataSet(ids, y);
  }

  private static INDArray allIds() {
    return Nd4j.createFromArray(new int[][] {{0, 1, 2, 3, 4}, {5, 6, 7, 8, 0}});
  }

  private static INDArray lowIds() {
    return Nd4j.createFromArray(new int[][] {{0, 1, 2}, {3, 3, 1}});
  }

  private static double moved(INDArray before, ComputationGraph network, int row) {
    return before
        .getRow(row)
        .sub(network.getParam("vectors_W").getRow(row))
        .amaxNumber()
        .doubleValue();
  }

  @Test
  void aFrozenTableStandsStillForItsEpochsAndLearnsFromThenOn() {
    for (boolean fused : new boolean[] {true, false}) {
      for (boolean regularised : new boolean[] {true, false}) {
        NeuralNetConfiguration.Builder base = base(DataType.FLOAT, new Adam(0.01));
        if (regularised) {
          base.l2(0.1);
        }
        ComputationGraph network = network(base, table().frozenEpochs(2).build());
        if (fused) {
          assertThat(FusedFit.install(network)).isTrue();
        }
        INDArray before = network.getParam("vectors_W").dup();
        INDArray out = network.getParam("out_W").dup();
        for (int epoch = 0; epoch < 2; epoch++) {
          network.fit(batch(DataType.FLOAT, allIds()));
          network.fit(batch(DataType.FLOAT, lowIds()));
          network.incrementEpochCount();
          assertThat(network.getParam("vectors_W")).isEqualTo(before);
        }
        assertThat(network.getParam("out_W")).isNotEqualTo(out);
        network.fit(batch(DataType.FLOAT, lowIds()));
        for (int row = 0; row < 4; row++) {
          assertThat(moved(before, network, row)).as("row %d", row).isPositive();
        }
        if (!regularised || fused) {
          assertThat(moved(before, network, 8)).isZero();
        }
      }
    }
  }

  @Test
  void aCopyOfAFrozenTableKnowsItsEpoch() {
    ComputationGraph network =
        network(base(DataType.FLOAT, new Adam(0.01)), table().frozenEpochs(1).build());
    assertThat(network.clone().getConfiguration()).isEqualTo(network.getConfiguration());
    network.fit(batch(DataType.FLOAT, lowIds()));
    network.incrementEpochCount();
    ComputationGraph resumed =
        new ComputationGraph(
            org.deeplearning4j.nn.conf.ComputationGraphConfiguration.fromJson(
                network.getConfiguration().toJson()));
    resumed.init(network.params(), true);
    INDArray before = resumed.getParam("vectors_W").dup();
    resumed.fit(batch(DataType.FLOAT, lowIds()));
    assertThat(moved(before, resumed, 1)).isPositive();
  }

  /**
   * Kingma and Ba (2015), algorithm 1: after one step with gradient g the averages of a row are
   * (1-b1) g and (1-b2) g^2, and go on pushing it in steps that do not have it. Lazily they wait.
   */
  @Test
  void denseAdamPushesARowThatIsAwayAndLazyAdamDoesNot() {
    ComputationGraph dense = network(base(DataType.FLOAT, new Adam(0.01)), table().build());
    ComputationGraph lazy = network(base(DataType.FLOAT, new Adam(0.01)), table().build());
    assertThat(FusedFit.install(lazy)).isTrue();
    dense.fit(batch(DataType.FLOAT, allIds()));
    lazy.fit(batch(DataType.FLOAT, allIds()));
    INDArray before = lazy.getParam("vectors_W").dup();
    assertThat(before.sub(dense.getParam("vectors_W")).amaxNumber().doubleValue()).isLessThan(1e-6);
    double[] first = lazy.getParam("vectors_W").getRow(8).dup().data().asDouble();
    dense.fit(batch(DataType.FLOAT, lowIds()));
    lazy.fit(batch(DataType.FLOAT, lowIds()));
    assertThat(moved(before, lazy, 8)).isZero();
    // Second step, gradient zero: rate * b1 (1-b1) / (1-b1^2) / sqrt(b2 (1-b2) / (1-b2^2)) * sign.
    double push = 0.01 * 0.9 * 0.1 / (1 - 0.81) / Math.sqrt(0.999 * 0.001 / (1 - 0.998001));
    for (int i = 0; i < WIDTH; i++) {
      double step = Math.abs(dense.getParam("vectors_W").getDouble(8, i) - first[i]);
      assertThat(step).isCloseTo(push, within(push * 0.01));
    }
    // Rows of both batches go the same way.
    for (int row = 0; row < 4; row++) {
      assertThat(
              lazy.getParam("vectors_W")
                  .getRow(row)
                  .sub(dense.getParam("vectors_W").getRow(row))
                  .amaxNumber()
                  .doubleValue())
          .isLessThan(1e-5);
    }
  }

  private static INDArray bagsOfIds() {
    // [batch 2, ids 3, time 2]
    return Nd4j.createFromArray(
        new int[][][] {{{0, 5}, {1, -1}, {7, -1}}, {{-1, 4}, {-1, 4}, {-1, 1}}});
  }

  @Test
  void aStepOfSeveralIdsIsTheMeanOfTheirVectors() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      ComputationGraph network = network(base(type, new NoOp()), table().bags(true).build());
      INDArray w = network.getParam("vectors_W");
      INDArray out = network.feedForward(new INDArray[] {bagsOfIds()}, false).get("vectors");
      assertThat(out.shape()).containsExactly(2, WIDTH, 2);
      for (int j = 0; j < WIDTH; j++) {
        double mean = (w.getDouble(0, j) + w.getDouble(1, j) + w.getDouble(7, j)) / 3;
        assertThat(out.getDouble(0, j, 0)).isCloseTo(mean, within(1e-6));
        assertThat(out.getDouble(0, j, 1)).isCloseTo(w.getDouble(5, j), within(1e-6));
        assertThat(out.getDouble(1, j, 0)).isZero();
        double twice = (2 * w.getDouble(4, j) + w.getDouble(1, j)) / 3;
        assertThat(out.getDouble(1, j, 1)).isCloseTo(twice, within(1e-6));
      }
    }
  }

  @Test
  void gradientsOfMeansAreThoseOfCentralDifferencesOnBothPaths() {
    for (boolean plain : new boolean[] {false, true}) {
      System.setProperty(PlainPath.PROPERTY, String.valueOf(plain));
      ComputationGraph network;
      try {
        network = network(base(DataType.DOUBLE, new NoOp()), table().bags(true).build());
      } finally {
        System.clearProperty(PlainPath.PROPERTY);
      }
      MultiDataSet batch = batch(DataType.DOUBLE, bagsOfIds());
      network.setInputs(batch.getFeatures());
      network.setLabels(batch.getLabels());
      network.computeGradientAndScore();
      INDArray gradient = network.gradient().gradient().dup();
      INDArray params = network.params();
      for (int i = 0; i < IDS * WIDTH; i++) {
        double value = params.getDouble(i);
        params.putScalar(i, value + 1e-5);
        double up = network.score(batch, true);
        params.putScalar(i, value - 1e-5);
        double down = network.score(batch, true);
        params.putScalar(i, value);
        // The gradient is the sum over the two rows, the score their mean.
        assertThat(gradient.getDouble(i))
            .as("parameter %d, plain %s", i, plain)
            .isCloseTo((up - down) / 1e-5, within(1e-8));
      }
    }
  }

  @Test
  void aFusedUpdateMovesTheRowsOfTheBagsAlone() {
    ComputationGraph network =
        network(base(DataType.FLOAT, new Adam(0.01)), table().bags(true).build());
    assertThat(FusedFit.install(network)).isTrue();
    INDArray before = network.getParam("vectors_W").dup();
    network.fit(batch(DataType.FLOAT, bagsOfIds()));
    List<Integer> there = List.of(0, 1, 4, 5, 7);
    for (int row = 0; row < IDS; row++) {
      assertThat(moved(before, network, row) > 0).isEqualTo(there.contains(row));
    }
  }

  @Test
  void droppedStepsOfSeveralIdsAreDroppedWhole() {
    ComputationGraph network =
        network(base(DataType.FLOAT, new NoOp()), table().bags(true).wordDropOut(0.5).build());
    Random random = new Random(1);
    INDArray ids = Nd4j.create(DataType.INT32, 30, 3, 20);
    for (long i = 0; i < ids.length(); i++) {
      ids.putScalar(i, random.nextInt(IDS));
    }
    INDArray whole = network.feedForward(new INDArray[] {ids}, false).get("vectors").dup();
    INDArray some = network.feedForward(new INDArray[] {ids}, true).get("vectors");
    int dropped = 0;
    for (int b = 0; b < 30; b++) {
      for (int t = 0; t < 20; t++) {
        boolean zero = some.getDouble(b, 0, t) == 0;
        dropped += zero ? 1 : 0;
        assertThat(some.getDouble(b, 2, t)).isEqualTo(zero ? 0 : whole.getDouble(b, 2, t));
      }
    }
    // 600 throws at a half: 300 in the mean, with a standard deviation of 12.2.
    assertThat(dropped).isBetween(230, 370);
  }

  @Test
  void whatIsNoIdOrNoShapeOfIdsIsNamed() {
    ComputationGraph single = network(base(DataType.FLOAT, new NoOp()), table().build());
    ComputationGraph several =
        network(base(DataType.FLOAT, new NoOp()), table().bags(true).build());
    assertThatThrownBy(() -> single.output(Nd4j.createFromArray(new float[][] {{1, Float.NaN}})))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("id NaN at step 1 of sequence 0 is not in the table of 9 rows");
    assertThatThrownBy(() -> single.output(Nd4j.createFromArray(new float[][] {{1, 2.5f}})))
        .hasMessageContaining("id 2.5 at step 1");
    assertThatThrownBy(() -> single.output(Nd4j.createFromArray(new float[][] {{1, 1e20f}})))
        .hasMessageContaining("at step 1 of sequence 0 is not in the table");
    assertThatThrownBy(() -> single.output(Nd4j.createFromArray(new int[][] {{-1, 0}})))
        .hasMessageContaining("id -1 at step 0");
    assertThatThrownBy(() -> several.output(Nd4j.createFromArray(new int[][][] {{{-2}, {0}}})))
        .hasMessageContaining("id -2 at step 0");
    assertThatThrownBy(() -> several.output(lowIds()))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("expected ids of shape [batch, ids, time], got [2, 3]");
    assertThatThrownBy(() -> table().frozenEpochs(-1)).hasMessageContaining("got -1");
  }
}
