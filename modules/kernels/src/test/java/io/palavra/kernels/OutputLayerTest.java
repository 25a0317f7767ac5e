package io.palavra.kernels;

import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.part.Probe;
import io.palavra.kernels.part.Probe.Data;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;

class OutputLayerTest {
  private static final int IN = 7;
  private static final INDArray WEIGHTS = Nd4j.createFromArray(0.5, 2.0, 1.0);

  /**
   * A layer, and how its labels are.
   *
   * @param each whether a row may have several labels
   */
  record Case(
      ILossFunction loss,
      Activation activation,
      int labels,
      boolean each,
      boolean bias,
      double keep) {}

  private static Case one(ILossFunction loss, int labels) {
    return new Case(loss, Activation.SOFTMAX, labels, false, true, 1);
  }

  private static Case each(ILossFunction loss, int labels) {
    return new Case(loss, Activation.SIGMOID, labels, true, true, 1);
  }

  static Stream<Case> cases() {
    return Stream.of(
        one(new LossMCXENT(), 2),
        one(new LossMCXENT(), 70),
        one(new LossMCXENT(WEIGHTS), 3),
        one(new LossNegativeLogLikelihood(), 5),
        new Case(new LossMCXENT(), Activation.SOFTMAX, 6, false, false, 1),
        new Case(new LossMCXENT(), Activation.SOFTMAX, 6, false, true, 0.5),
        each(new LossBinaryXENT(), 1),
        each(new LossBinaryXENT(), 19),
        each(new LossBinaryXENT(WEIGHTS), 3),
        // What has no kernel: the stock layer's way.
        new Case(new LossMSE(), Activation.TANH, 4, true, true, 1),
        new Case(new LossMSE(), Activation.SOFTMAX, 4, false, true, 1));
  }

  private static BaseOutputLayer layer(Case made, boolean stock) {
    BaseOutputLayer.Builder<?> builder =
        stock
            ? new org.deeplearning4j.nn.conf.layers.OutputLayer.Builder(made.loss())
            : new OutputLayer.Builder(made.loss());
    builder.hasBias(made.bias()).activation(made.activation()).nIn(IN).nOut(made.labels());
    if (made.keep() < 1) {
      builder.dropOut(made.keep());
    }
    return (BaseOutputLayer) builder.build();
  }

  private static ComputationGraphConfiguration configuration(
      Case made, DataType type, boolean stock) {
    return new NeuralNetConfiguration.Builder()
        .dataType(type)
        .seed(3)
        .weightInit(WeightInit.XAVIER)
        .updater(new NoOp())
        .l2(0.01)
        .graphBuilder()
        .addInputs("x")
        .addLayer(
            "dense",
            new DenseLayer.Builder().nIn(4).nOut(IN).activation(Activation.TANH).build(),
            "x")
        .addLayer("out", layer(made, stock), "dense")
        .setOutputs("out")
        .build();
  }

  private static ComputationGraph graph(Case made, DataType type, boolean stock) {
    ComputationGraph graph = new ComputationGraph(configuration(made, type, stock));
    graph.init();
    graph.params().addi(random(type, 4, graph.params().shape()).muli(0.3));
    return graph;
  }

  /** Labels with smoothing where there is one, 0 and 1 where there are several. */
  private static INDArray labels(Case made, DataType type, int rows) {
    Random random = new Random(rows);
    INDArray labels = Nd4j.create(type, rows, made.labels());
    for (int row = 0; row < rows; row++) {
      if (!made.each()) {
        labels.getRow(row).assign(0.1 / made.labels());
        int label = random.nextInt(made.labels());
        labels.putScalar(row, label, 0.9 + 0.1 / made.labels());
      }
      for (int k = 0; made.each() && k < made.labels(); k++) {
        labels.putScalar(row, k, random.nextInt(2));
      }
    }
    return labels;
  }

  private static void agree(Case made, DataType type, int rows, INDArray labelMask) {
    double allowed = type == DataType.DOUBLE ? 1e-10 : 1e-5;
    INDArray x = random(type, 1, rows, 4);
    Data data = new Data(new INDArray[] {x}, labels(made, type, rows), null, labelMask);
    ComputationGraph stock = graph(made, type, true);
    ComputationGraph own = graph(made, type, false);
    assertThat(own.params()).isEqualTo(stock.params());
    String what = made + ", " + type + ", " + rows + " rows";
    assertThat(worst(own.output(x)[0], stock.output(x)[0])).as(what).isLessThan(allowed);
    Nd4j.getRandom().setSeed(11);
    INDArray expected = Probe.gradient(stock, data);
    Nd4j.getRandom().setSeed(11);
    INDArray actual = Probe.gradient(own, data);
    double size = Math.max(1, expected.amaxNumber().doubleValue());
    assertThat(worst(actual, expected)).as(what).isLessThan(allowed * size);
    assertThat(own.score())
        .as(what)
        .isCloseTo(stock.score(), within(allowed * Math.max(1, stock.score())));
    MultiDataSet set =
        new MultiDataSet(
            data.inputs(),
            new INDArray[] {data.labels()},
            null,
            labelMask == null ? null : new INDArray[] {labelMask});
    assertThat(own.score(set, false))
        .as(what)
        .isCloseTo(stock.score(set, false), within(allowed * Math.max(1, stock.score())));
    assertThat(worst(own.scoreExamples(set, true), stock.scoreExamples(set, true)))
        .as(what)
        .isLessThan(10 * allowed);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itComputesWhatTheStockLayerDoes(Case made) {
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      for (int rows : new int[] {1, 5, 64, 131}) {
        agree(made, type, rows, null);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void masksOfLabelsActAsInTheStockLayer(Case made) {
    INDArray mask = Nd4j.createFromArray(1f, 0f, 1f, 0f, 1f).reshape(5, 1);
    agree(made, DataType.DOUBLE, 5, mask);
    agree(made, DataType.FLOAT, 5, mask);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRowCountsAsItsNumberInTheMaskSays(Case made) {
    if (made.labels() == 1 || made.keep() < 1 || made.loss() instanceof LossMSE) {
      return;
    }
    for (int rows : new int[] {1, 5, 70}) {
      ComputationGraph graph = withoutDecay(graph(made, DataType.DOUBLE, false));
      INDArray x = random(DataType.DOUBLE, 1, rows, 4);
      INDArray labels = labels(made, DataType.DOUBLE, rows);
      INDArray weights = random(DataType.DOUBLE, 2, rows, 1).addi(3);
      INDArray expected = Nd4j.zeros(DataType.DOUBLE, graph.params().shape());
      double score = 0;
      for (int row = 0; row < rows; row++) {
        INDArray one = labels.getRow(row, true).dup();
        Data alone = new Data(new INDArray[] {x.getRow(row, true).dup()}, one, null, null);
        expected.addi(Probe.gradient(graph, alone).mul(weights.getDouble(row, 0)));
        score += graph.score() * weights.getDouble(row, 0) / rows;
      }
      Data all = new Data(new INDArray[] {x}, labels, null, weights);
      assertThat(worst(Probe.gradient(graph, all), expected))
          .as(made + " " + rows)
          .isLessThan(1e-10);
      assertThat(graph.score()).isCloseTo(score, within(1e-10));
    }
  }

  @Test
  void gradientsAreThoseOfTheScore() {
    for (Case made : cases().filter(c -> c.keep() == 1).toList()) {
      ComputationGraph graph = graph(made, DataType.DOUBLE, false);
      ComputationGraph free = withoutDecay(graph);
      INDArray labels = labels(made, DataType.DOUBLE, 5);
      if (made.activation() == Activation.SOFTMAX && !made.each()) {
        // A distribution: Deeplearning4j's gradient takes that for granted.
        labels.diviColumnVector(labels.sum(true, 1));
      }
      Data data = new Data(new INDArray[] {random(DataType.DOUBLE, 1, 5, 4)}, labels, null, null);
      Probe.checkGradient(made.toString(), free, data, 3);
    }
  }

  private static ComputationGraph withoutDecay(ComputationGraph graph) {
    ComputationGraphConfiguration conf = graph.getConfiguration().clone();
    ComputationGraph free = new ComputationGraph(conf);
    free.init();
    free.params().assign(graph.params());
    for (org.deeplearning4j.nn.api.Layer layer : free.getLayers()) {
      ((org.deeplearning4j.nn.conf.layers.BaseLayer) layer.conf().getLayer())
          .setRegularization(List.of());
    }
    return free;
  }

  @Test
  void sureAndWrongAnswersAreClippedAsInTheStockLayer() {
    for (Case made : List.of(one(new LossMCXENT(), 4), each(new LossBinaryXENT(), 4))) {
      for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
        ComputationGraph[] graphs = {graph(made, type, true), graph(made, type, false)};
        INDArray labels = labels(made, type, 9);
        double[] scores = new double[2];
        INDArray[] gradients = new INDArray[2];
        for (int i = 0; i < 2; i++) {
          graphs[i].params().muli(60);
          Data data = new Data(new INDArray[] {random(type, 1, 9, 4)}, labels, null, null);
          gradients[i] = Probe.gradient(graphs[i], data);
          scores[i] = graphs[i].score();
        }
        assertThat(scores[1]).isCloseTo(scores[0], within(1e-4 * Math.abs(scores[0])));
        double size = gradients[0].amaxNumber().doubleValue();
        assertThat(worst(gradients[1], gradients[0])).isLessThan(1e-4 * Math.max(1, size));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void configurationAndParametersSurviveSavingAndCloning(Case made, @TempDir Path folder)
      throws IOException {
    ComputationGraph graph = graph(made, DataType.FLOAT, false);
    INDArray x = random(DataType.FLOAT, 1, 5, 4);
    INDArray before = graph.output(x)[0];
    File file = folder.resolve("graph.zip").toFile();
    graph.save(file);
    assertThat(ComputationGraph.load(file, true).output(x)[0]).isEqualTo(before);
    assertThat(graph.clone().output(x)[0]).isEqualTo(before);
    assertThat(ComputationGraphConfiguration.fromJson(graph.getConfiguration().toJson()))
        .isEqualTo(graph.getConfiguration());
  }

  @Test
  void parametersMoveToAndFromTheStockLayer() {
    Case made = one(new LossMCXENT(), 3);
    ComputationGraph stock = graph(made, DataType.FLOAT, true);
    ComputationGraph own = new ComputationGraph(configuration(made, DataType.FLOAT, false));
    own.init();
    StockWeights.copy(stock, own);
    assertThat(own.params()).isEqualTo(stock.params());
    assertThat(own.getLayer("out").conf().getLayer())
        .isNotEqualTo(stock.getLayer("out").conf().getLayer());
  }

  @Test
  void changedParametersAreSeen() {
    ComputationGraph own = graph(one(new LossMCXENT(), 3), DataType.FLOAT, false);
    INDArray x = random(DataType.FLOAT, 1, 5, 4);
    INDArray before = own.output(x)[0].dup();
    own.getLayer("out").getParam("W").muli(2);
    assertThat(worst(own.output(x)[0], before)).isGreaterThan(1e-3);
    own.getLayer("out").getParam("W").divi(2);
    assertThat(own.output(x)[0]).isEqualTo(before);
  }

  @Test
  void aRowDoesNotDependOnTheOthers() {
    ComputationGraph own = graph(one(new LossMCXENT(), 5), DataType.FLOAT, false);
    INDArray x = random(DataType.FLOAT, 1, 131, IN);
    org.deeplearning4j.nn.api.Layer out = own.getLayer("out");
    INDArray all = answer(out, x);
    for (int row = 0; row < 131; row += 13) {
      INDArray alone = answer(out, x.getRow(row, true).dup());
      assertThat(alone).isEqualTo(all.getRow(row, true));
    }
  }

  private static INDArray answer(org.deeplearning4j.nn.api.Layer layer, INDArray x) {
    return layer.activate(
        x, false, org.deeplearning4j.nn.workspace.LayerWorkspaceMgr.noWorkspaces());
  }

  @Test
  void twoOutputsOfOneGraphLearnTogether() {
    ComputationGraph[] graphs = new ComputationGraph[2];
    INDArray x = random(DataType.DOUBLE, 1, 6, 4);
    Case first = one(new LossMCXENT(), 3);
    Case second = each(new LossBinaryXENT(), 2);
    for (int i = 0; i < 2; i++) {
      boolean stock = i == 0;
      graphs[i] =
          new ComputationGraph(
              new NeuralNetConfiguration.Builder()
                  .dataType(DataType.DOUBLE)
                  .seed(3)
                  .updater(new Sgd(0.1))
                  .graphBuilder()
                  .addInputs("x")
                  .addLayer("a", new DenseLayer.Builder().nIn(4).nOut(IN).build(), "x")
                  .addLayer("b", new DenseLayer.Builder().nIn(4).nOut(IN).build(), "x")
                  .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
                  .addLayer("one", layer(first, stock), "sum")
                  .addLayer("each", layer(second, stock), "sum")
                  .setOutputs("one", "each")
                  .build());
      graphs[i].init();
      for (int step = 0; step < 5; step++) {
        graphs[i].fit(
            new INDArray[] {x},
            new INDArray[] {labels(first, DataType.DOUBLE, 6), labels(second, DataType.DOUBLE, 6)});
      }
    }
    assertThat(worst(graphs[1].params(), graphs[0].params())).isLessThan(1e-10);
    assertThat(graphs[1].score()).isCloseTo(graphs[0].score(), within(1e-10));
  }
}
