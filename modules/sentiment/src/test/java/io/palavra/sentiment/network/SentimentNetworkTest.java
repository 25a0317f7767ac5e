package io.palavra.sentiment.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.classification.NetworkShape;
import io.palavra.training.kind.LayerChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

class SentimentNetworkTest {
  static final int VOCABULARY = 7;
  static final int CLASSES = 3;
  static final double[][] IDS = {{2, 3, 4, 5, 6}, {6, 2, 2, 0, 0}, {5, 0, 0, 0, 0}};
  static final double[][] MASK = {{1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}, {1, 0, 0, 0, 0}};

  @BeforeAll
  static void computeInDouble() {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
  }

  @AfterAll
  static void computeInFloatAgain() {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
  }

  /** A network and the layers to build it from. */
  record Case(NetworkOptions options, LayerChoice layers) {}

  static Stream<Case> everyCombination() {
    List<Case> cases = new ArrayList<>();
    for (Pooling pooling : Pooling.values()) {
      for (LayerChoice layers : LayerChoice.values()) {
        for (boolean both : new boolean[] {false, true}) {
          for (int depth = 1; depth <= 2; depth++) {
            cases.add(new Case(options(Cell.LSTM, both, depth, pooling), layers));
          }
        }
        cases.add(new Case(options(Cell.RNN, true, 1, pooling), layers));
      }
      cases.add(new Case(options(Cell.GRU, true, 1, pooling), LayerChoice.KERNELS));
    }
    return cases.stream();
  }

  private static NetworkOptions options(Cell cell, boolean both, int layers, Pooling pooling) {
    return new NetworkOptions(cell, both, layers, 2, 2, pooling, 0, 0, 0, true, 0, false, 0, "", 1);
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void gradientsAreThoseOfTheLossUnderTheMask(Case of) {
    ComputationGraph network = network(of);
    boolean right =
        GradientCheckUtil.checkGradients(
            new GradientCheckUtil.GraphConfig()
                .net(network)
                .subset(true)
                .maxPerParam(5)
                .epsilon(1e-6)
                .maxRelError(1e-5)
                .minAbsoluteError(1e-9)
                .print(GradientCheckUtil.PrintMode.FAILURES_ONLY)
                .inputs(new INDArray[] {doubles(IDS)})
                .inputMask(new INDArray[] {doubles(MASK)})
                .labels(
                    new INDArray[] {doubles(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}})}));
    assertThat(right).isTrue();
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void paddingChangesNothing(Case of) {
    ComputationGraph network = network(of);
    double[][] wider = {{2, 3, 4, 5, 6, 4, 4}, {6, 2, 2, 3, 3, 3, 3}, {5, 6, 6, 6, 6, 6, 6}};
    double[][] mask = {{1, 1, 1, 1, 1, 0, 0}, {1, 1, 1, 0, 0, 0, 0}, {1, 0, 0, 0, 0, 0, 0}};
    INDArray narrow = output(network, doubles(IDS), doubles(MASK));
    INDArray wide = output(network, doubles(wider), doubles(mask));
    assertThat(narrow.sub(wide).amaxNumber().doubleValue()).isLessThan(1e-12);
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void aBatchGivesWhatSingleRowsGive(Case of) {
    ComputationGraph network = network(of);
    INDArray batch = output(network, doubles(IDS), doubles(MASK));
    double[][] rows = {{2, 3, 4, 5, 6}, {6, 2, 2}, {5, 0}};
    double[][] masks = {{1, 1, 1, 1, 1}, {1, 1, 1}, {1, 0}};
    for (int row = 0; row < rows.length; row++) {
      INDArray ids = doubles(new double[][] {rows[row]});
      INDArray single = output(network, ids, doubles(new double[][] {masks[row]}));
      assertThat(single.sub(batch.getRow(row, true)).amaxNumber().doubleValue()).isLessThan(1e-12);
    }
  }

  @Test
  void bothDirectionsSeeTheWholeText() {
    for (Case of : everyCombination().filter(c -> c.options().bidirectional()).toList()) {
      ComputationGraph network = network(of);
      INDArray whole = output(network, doubles(IDS), doubles(MASK));
      double[][] otherFirst = {{3, 3, 4, 5, 6}, {5, 2, 2, 0, 0}, {4, 0, 0, 0, 0}};
      double[][] otherLast = {{2, 3, 4, 5, 2}, {6, 2, 3, 0, 0}, {4, 0, 0, 0, 0}};
      for (double[][] changed : List.of(otherFirst, otherLast)) {
        INDArray other = output(network, doubles(changed), doubles(MASK));
        for (int row = 0; row < IDS.length; row++) {
          assertThat(other.getRow(row)).isNotEqualTo(whole.getRow(row));
        }
      }
    }
  }

  @Test
  void fixedVectorsDoNotLearn() {
    NetworkOptions fixed =
        new NetworkOptions(
            Cell.LSTM, true, 1, 3, 2, Pooling.MAX, 0, 0, 0, false, 0, false, 0, "", 1);
    NetworkShape shape = new NetworkShape(VOCABULARY, CLASSES, true, LayerChoice.STOCK);
    ComputationGraph network =
        new ComputationGraph(SentimentNetwork.configuration(training(), fixed, shape));
    network.init();
    INDArray before = network.getParam("embedding_W").dup();
    INDArray others = network.getParam("forward-0_W").dup();
    network.setInputs(doubles(IDS));
    network.fit(
        new INDArray[] {doubles(IDS)},
        new INDArray[] {doubles(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}})},
        new INDArray[] {doubles(MASK)},
        null);
    assertThat(network.getParam("embedding_W")).isEqualTo(before);
    assertThat(network.getParam("forward-0_W")).isNotEqualTo(others);
  }

  @Test
  void vectorsThatAreFrozenForAnEpochLearnInTheNext() {
    NetworkOptions frozen =
        new NetworkOptions(
            Cell.LSTM, true, 1, 3, 2, Pooling.MAX, 0, 0, 0, true, 1, false, 0, "", 1);
    for (boolean pretrained : new boolean[] {true, false}) {
      NetworkShape shape = new NetworkShape(VOCABULARY, CLASSES, pretrained, LayerChoice.KERNELS);
      ComputationGraph network =
          new ComputationGraph(SentimentNetwork.configuration(training(), frozen, shape));
      network.init();
      for (int epoch = 0; epoch < 2; epoch++) {
        INDArray before = network.getParam("embedding_W").dup();
        network.fit(
            new INDArray[] {doubles(IDS)},
            new INDArray[] {doubles(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}})},
            new INDArray[] {doubles(MASK)},
            null);
        network.incrementEpochCount();
        assertThat(network.getParam("embedding_W").equals(before))
            .isEqualTo(pretrained && epoch == 0);
      }
    }
    NetworkShape stock = new NetworkShape(VOCABULARY, CLASSES, true, LayerChoice.STOCK);
    assertThatThrownBy(() -> SentimentNetwork.configuration(training(), frozen, stock))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option frozenEpochs");
    assertThatThrownBy(
            () ->
                new NetworkOptions(
                    Cell.LSTM, true, 1, 3, 2, Pooling.MAX, 0, 0, 0, false, 1, false, 0, "", 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option frozenEpochs");
  }

  @Test
  void aCellWithoutLayersIsRefusedByName() {
    Case gru = new Case(options(Cell.GRU, true, 1, Pooling.MAX), LayerChoice.STOCK);
    assertThatThrownBy(() -> network(gru))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cell")
        .hasMessageContaining("gru");
  }

  static NeuralNetConfiguration.Builder training() {
    return new NeuralNetConfiguration.Builder()
        .seed(11)
        .dataType(DataType.DOUBLE)
        .updater(new NoOp());
  }

  static ComputationGraph network(Case of) {
    NetworkShape shape = new NetworkShape(VOCABULARY, CLASSES, false, of.layers());
    return initialised(SentimentNetwork.configuration(training(), of.options(), shape));
  }

  static ComputationGraph initialised(ComputationGraphConfiguration configuration) {
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    // Weights as a trained network has them, so that no unit sleeps.
    network.params().muli(3);
    return network;
  }

  static INDArray output(ComputationGraph network, INDArray ids, INDArray mask) {
    return network.output(false, new INDArray[] {ids}, new INDArray[] {mask}, null)[0];
  }

  static INDArray doubles(double[][] values) {
    return Nd4j.createFromArray(values);
  }
}
