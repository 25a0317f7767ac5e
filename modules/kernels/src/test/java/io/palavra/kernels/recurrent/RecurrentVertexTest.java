package io.palavra.kernels.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.GRU;
import io.palavra.kernels.LSTM;
import io.palavra.kernels.SequencePooling;
import io.palavra.kernels.SimpleRnn;
import io.palavra.kernels.fit.FusedFit;
import io.palavra.kernels.part.Probe;
import io.palavra.kernels.part.Probe.Data;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.pooling.PoolingKind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class RecurrentVertexTest {

  private static final int IN = 3;
  private static final int UNITS = 4;

  @AfterEach
  void backToKernels() {
    System.clearProperty(PlainPath.PROPERTY);
  }

  private static BaseRecurrentLayer layer(CellKind kind) {
    return switch (kind) {
      case LSTM ->
          new LSTM.Builder()
              .nIn(IN)
              .nOut(UNITS)
              .activation(Activation.TANH)
              .peepholes(true)
              .build();
      case GRU -> new GRU.Builder().nIn(IN).nOut(UNITS).activation(Activation.TANH).build();
      case SIMPLE ->
          new SimpleRnn.Builder()
              .nIn(IN)
              .nOut(UNITS)
              .activation(Activation.TANH)
              .hasLayerNorm(true)
              .build();
    };
  }

  private static GraphBuilder builder(DataType type, IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .dataType(type)
        .seed(7)
        .updater(updater)
        .graphBuilder();
  }

  private static ComputationGraph finish(GraphBuilder graph, int width) {
    graph
        .addLayer("last", new SequencePooling(PoolingKind.LAST), "states")
        .addLayer(
            "out",
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(width)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build(),
            "last")
        .setOutputs("out");
    ComputationGraph network = new ComputationGraph(graph.build());
    network.init();
    return network;
  }

  /** States from layers of the graph, so that their gradients reach parameters. */
  private static ComputationGraph network(CellKind kind, DataType type, IUpdater updater) {
    boolean lstm = kind == CellKind.LSTM;
    GraphBuilder graph = builder(type, updater).addInputs("x", "s");
    for (String name : new String[] {"hidden", "memory"}) {
      if (lstm || "hidden".equals(name)) {
        graph.addLayer(
            name,
            new DenseLayer.Builder().nIn(5).nOut(UNITS).activation(Activation.TANH).build(),
            "s");
      }
    }
    String[] inputs = lstm ? new String[] {"x", "hidden", "memory"} : new String[] {"x", "hidden"};
    graph.addVertex("states", new RecurrentVertex(layer(kind), inputs.length - 1, lstm), inputs);
    return finish(graph, lstm ? 2 * UNITS : UNITS);
  }

  private static Data data(DataType type, boolean masked) {
    INDArray labels = Nd4j.zeros(type, 4, 2);
    for (int b = 0; b < 4; b++) {
      labels.putScalar(b, b % 2, 1);
    }
    INDArray mask = masked ? Probe.mask(5, 4, 6).castTo(type) : null;
    return new Data(
        new INDArray[] {Probe.random(type, 1, 4, IN, 6), Probe.random(type, 2, 4, 5)},
        labels,
        masked ? new INDArray[] {mask, null} : null,
        null);
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void gradientsReachTheFirstStates(CellKind kind) {
    for (boolean masked : new boolean[] {false, true}) {
      Probe.checkGradient(
          kind + (masked ? " masked" : ""),
          network(kind, DataType.DOUBLE, new NoOp()),
          data(DataType.DOUBLE, masked),
          1);
    }
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void operationsOfNd4jAgreeAndReachTheFirstStatesToo(CellKind kind) {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      ComputationGraph kernels = network(kind, type, new NoOp());
      System.setProperty(PlainPath.PROPERTY, "true");
      ComputationGraph plain = network(kind, type, new NoOp());
      for (boolean masked : new boolean[] {false, true}) {
        Data data = data(type, masked);
        double allowed = type == DataType.DOUBLE ? 1e-10 : 1e-4;
        System.clearProperty(PlainPath.PROPERTY);
        INDArray output = kernels.output(false, data.inputs(), data.masks())[0].dup();
        INDArray gradient = Probe.gradient(kernels, data);
        System.setProperty(PlainPath.PROPERTY, "true");
        assertThat(Probe.worst(plain.output(false, data.inputs(), data.masks())[0], output))
            .isLessThan(allowed);
        assertThat(Probe.worst(Probe.gradient(plain, data), gradient)).isLessThan(allowed);
      }
      System.clearProperty(PlainPath.PROPERTY);
    }
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void aSequenceInTwoPiecesIsTheSequence(CellKind kind) {
    boolean lstm = kind == CellKind.LSTM;
    int starts = lstm ? 2 : 1;
    GraphBuilder graph = builder(DataType.FLOAT, new NoOp());
    graph.addInputs(lstm ? new String[] {"x", "h", "c"} : new String[] {"x", "h"});
    graph.addVertex(
        "states",
        new RecurrentVertex(layer(kind), starts, lstm),
        lstm ? new String[] {"x", "h", "c"} : new String[] {"x", "h"});
    ComputationGraph network = finish(graph, starts * UNITS);
    INDArray x = Probe.random(DataType.FLOAT, 1, 3, IN, 9);
    INDArray zero = Nd4j.zeros(3, UNITS);
    INDArray whole = states(network, lstm, x, zero, zero);
    INDArray first = states(network, lstm, part(x, 0, 4), zero, zero);
    INDArray last = first.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(3));
    INDArray h = last.get(NDArrayIndex.all(), NDArrayIndex.interval(0, UNITS)).dup();
    INDArray c =
        lstm ? last.get(NDArrayIndex.all(), NDArrayIndex.interval(UNITS, 2 * UNITS)).dup() : zero;
    assertThat(Probe.worst(first, part(whole, 0, 4))).isZero();
    assertThat(Probe.worst(states(network, lstm, part(x, 4, 9), h, c), part(whole, 4, 9))).isZero();
  }

  private static INDArray part(INDArray x, int from, int to) {
    return x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup();
  }

  private static INDArray states(
      ComputationGraph network, boolean lstm, INDArray x, INDArray h, INDArray c) {
    INDArray[] inputs = lstm ? new INDArray[] {x, h, c} : new INDArray[] {x, h};
    return network.feedForward(inputs, false).get("states").dup();
  }

  @Test
  void withoutFirstStatesItIsTheLayer() {
    ComputationGraph vertex =
        finish(
            builder(DataType.FLOAT, new NoOp())
                .addInputs("x")
                .addVertex("states", new RecurrentVertex(layer(CellKind.GRU), 0, false), "x"),
            UNITS);
    ComputationGraph layer =
        finish(
            builder(DataType.FLOAT, new NoOp())
                .addInputs("x")
                .addLayer("states", layer(CellKind.GRU), "x"),
            UNITS);
    assertThat(Probe.worst(vertex.params(), layer.params())).isZero();
    INDArray x = Probe.random(DataType.FLOAT, 1, 3, IN, 9);
    assertThat(Probe.worst(vertex.output(x)[0], layer.output(x)[0])).isZero();
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void copiesGoOnAlikeAndFusedFitServesIt(CellKind kind, @TempDir Path folder) throws IOException {
    ComputationGraph network = network(kind, DataType.FLOAT, new Adam(1e-2));
    Data data = data(DataType.FLOAT, true);
    MultiDataSet batch =
        new MultiDataSet(data.inputs(), new INDArray[] {data.labels()}, data.masks(), null);
    ComputationGraph fused = network.clone();
    assertThat(FusedFit.install(fused)).isTrue();
    for (int i = 0; i < 3; i++) {
      network.fit(batch);
      fused.fit(batch);
    }
    assertThat(Probe.worst(fused.params(), network.params())).isLessThan(1e-6);
    ComputationGraphConfiguration conf = network.getConfiguration();
    assertThat(ComputationGraphConfiguration.fromJson(conf.toJson()).toJson())
        .isEqualTo(conf.toJson());
    File file = folder.resolve("network.zip").toFile();
    network.save(file);
    ComputationGraph read = ComputationGraph.load(file, true);
    network.fit(batch);
    read.fit(batch);
    assertThat(Probe.worst(read.params(), network.params())).isZero();
    assertThat(network.score()).isCloseTo(read.score(), within(0.0));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> new RecurrentVertex(layer(CellKind.GRU), 2, false))
        .hasMessageContaining("1 kinds of state");
    assertThatThrownBy(() -> new RecurrentVertex(layer(CellKind.SIMPLE), 1, true))
        .hasMessageContaining("memory to put out");
    ComputationGraph network = network(CellKind.GRU, DataType.FLOAT, new NoOp());
    assertThatThrownBy(
            () ->
                network.output(
                    Probe.random(DataType.FLOAT, 1, 3, IN, 9),
                    Probe.random(DataType.FLOAT, 1, 2, 5)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("[2, 4]");
  }

  /** As the module's page shows it: the last states and the outputs, side by side in one graph. */
  @Test
  void lastStatesAndOutputsAreTwoOutputsOfOneGraph() {
    ComputationGraph graph =
        new ComputationGraph(
            builder(DataType.FLOAT, new NoOp())
                .addInputs("vectors", "hidden", "memory")
                .addVertex(
                    "states",
                    new RecurrentVertex(
                        new LSTM.Builder().nIn(IN).nOut(UNITS).activation(Activation.TANH).build(),
                        2,
                        true),
                    "vectors",
                    "hidden",
                    "memory")
                .addLayer("last", new SequencePooling(PoolingKind.LAST), "states")
                .addVertex("outputs", new SubsetVertex(0, UNITS - 1), "states")
                .setOutputs("outputs", "last")
                .build());
    graph.init();
    INDArray x = Probe.random(DataType.FLOAT, 1, 2, IN, 5);
    INDArray start = Probe.random(DataType.FLOAT, 2, 2, UNITS);
    INDArray[] out = graph.output(x, start, start);
    assertThat(out[0].shape()).containsExactly(2, UNITS, 5);
    assertThat(out[1].shape()).containsExactly(2, 2 * UNITS);
    INDArray lastStep = out[0].get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(4));
    assertThat(
            Probe.worst(out[1].get(NDArrayIndex.all(), NDArrayIndex.interval(0, UNITS)), lastStep))
        .isZero();
  }
}
