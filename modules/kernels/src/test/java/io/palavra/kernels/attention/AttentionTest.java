package io.palavra.kernels.attention;

import static io.palavra.kernels.part.Probe.checkGradient;
import static io.palavra.kernels.part.Probe.gradient;
import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.LSTM;
import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.Probe.Data;
import io.palavra.kernels.transformer.LayerNorm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class AttentionTest {

  /** Kinds of attention of queries with 4 features to a memory with 6, or 4 where both agree. */
  enum Kind {
    MULTI_HEAD,
    CAUSAL,
    ADDITIVE,
    DOT,
    GENERAL;

    int memory() {
      return this == DOT || this == CAUSAL ? 4 : 6;
    }

    Attention vertex() {
      return switch (this) {
        case MULTI_HEAD -> Attention.multiHead(4, 6, 8, 2);
        case CAUSAL -> Attention.causal(4, 6, 3);
        case ADDITIVE -> Attention.additive(4, 6, 5);
        case DOT -> Attention.dot(4);
        case GENERAL -> Attention.general(4, 6);
      };
    }

    int outputs() {
      return switch (this) {
        case MULTI_HEAD -> 8;
        case DOT -> 4;
        default -> 6;
      };
    }
  }

  private static ComputationGraph graph(DataType type, Kind kind) {
    var builder =
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .seed(5)
            .updater(new Adam(0.01))
            .graphBuilder()
            .addLayer(
                "q", new LSTM.Builder().nIn(3).nOut(4).activation(Activation.TANH).build(), "x");
    if (kind == Kind.CAUSAL) {
      builder.addInputs("x").addVertex("attention", kind.vertex(), "q");
    } else {
      builder
          .addInputs("x", "m")
          .addLayer(
              "k",
              new LSTM.Builder().nIn(3).nOut(kind.memory()).activation(Activation.TANH).build(),
              "m")
          .addVertex("attention", kind.vertex(), "q", "k");
    }
    ComputationGraph graph =
        new ComputationGraph(
            builder
                .addLayer("norm", new LayerNorm.Builder().nIn(kind.outputs()).build(), "attention")
                .addLayer(
                    "out",
                    new RnnLossLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .build(),
                    "norm")
                .setOutputs("out")
                .build());
    graph.init();
    graph.params().assign(random(type, 9, graph.params().shape()).muli(0.5));
    return graph;
  }

  private static Data data(DataType type, Kind kind, boolean masked, int batch, int n, int m) {
    INDArray queryMask = masked ? mask(1, batch, n) : null;
    return new Data(
        inputs(kind, random(type, 1, batch, 3, n), random(type, 2, batch, 3, m)),
        random(type, 3, batch, kind.outputs(), n),
        masked ? inputs(kind, queryMask, mask(2, batch, m)) : null,
        queryMask);
  }

  /** Self-attention has no second input. */
  private static INDArray[] inputs(Kind kind, INDArray queries, INDArray memory) {
    return kind == Kind.CAUSAL ? new INDArray[] {queries} : new INDArray[] {queries, memory};
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void gradientsAreThoseOfCentralDifferencesMaskedAndNot(Kind kind) {
    for (boolean masked : new boolean[] {false, true}) {
      checkGradient(
          kind + (masked ? " masked" : ""),
          graph(DataType.DOUBLE, kind),
          data(DataType.DOUBLE, kind, masked, 3, 4, 5),
          7);
    }
  }

  /** The weights of one query, straight from the papers. */
  private static double[] weights(
      ComputationGraph graph, Kind kind, double[][] query, double[][] memory, int i, int head) {
    int seen = kind == Kind.CAUSAL ? i + 1 : memory.length;
    double[] scores = new double[seen];
    double total = 0;
    for (int j = 0; j < seen; j++) {
      scores[j] = Math.exp(score(graph, kind, query[i], memory[j], head));
      total += scores[j];
    }
    for (int j = 0; j < seen; j++) {
      scores[j] /= total;
    }
    return scores;
  }

  private static double score(
      ComputationGraph graph, Kind kind, double[] query, double[] key, int head) {
    double sum = 0;
    switch (kind) {
      case DOT -> {
        for (int a = 0; a < 4; a++) {
          sum += query[a] * key[a];
        }
      }
      case GENERAL -> {
        double[] q = times(graph, "q", query, false);
        for (int a = 0; a < 6; a++) {
          sum += q[a] * key[a];
        }
      }
      case ADDITIVE -> {
        double[] q = times(graph, "q", query, false);
        double[] k = times(graph, "k", key, true);
        for (int a = 0; a < 5; a++) {
          sum += graph.paramTable().get("attention_v").getDouble(a) * Math.tanh(q[a] + k[a]);
        }
      }
      default -> {
        double[] q = times(graph, "q", query, true);
        double[] k = times(graph, "k", key, true);
        int size = kind == Kind.CAUSAL ? 2 : 4;
        for (int a = head * size; a < (head + 1) * size; a++) {
          sum += q[a] * k[a] / Math.sqrt(size);
        }
      }
    }
    return sum;
  }

  private static double[] times(ComputationGraph graph, String name, double[] x, boolean biased) {
    INDArray w = graph.paramTable().get("attention_W" + name);
    double[] y = new double[(int) w.size(1)];
    for (int j = 0; j < y.length; j++) {
      y[j] = biased ? graph.paramTable().get("attention_b" + name).getDouble(j) : 0;
      for (int i = 0; i < x.length; i++) {
        y[j] += x[i] * w.getDouble(i, j);
      }
    }
    return y;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void computesWhatItsPaperSays(Kind kind) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      double tolerance = type == DataType.FLOAT ? 1e-5 : 1e-12;
      ComputationGraph graph = graph(type, kind);
      Data data = data(type, kind, false, 3, 4, 5);
      var all = graph.feedForward(data.inputs(), false);
      INDArray weights =
          ((Attentive) graph.getVertex("attention")).attentionWeights().orElseThrow();
      for (int b = 0; b < 3; b++) {
        double[][] query =
            all.get("q").get(NDArrayIndex.point(b)).transpose().dup().toDoubleMatrix();
        double[][] memory =
            kind == Kind.CAUSAL
                ? query
                : all.get("k").get(NDArrayIndex.point(b)).transpose().dup().toDoubleMatrix();
        int heads = (int) weights.size(1);
        for (int i = 0; i < 4; i++) {
          double[] mean = new double[kind == Kind.MULTI_HEAD ? 8 : 6];
          for (int head = 0; head < heads; head++) {
            double[] expected = weights(graph, kind, query, memory, i, head);
            for (int j = 0; j < expected.length; j++) {
              assertThat(weights.getDouble(b, head, i, j))
                  .isCloseTo(expected[j], within(tolerance));
              double[] value = heads > 1 ? times(graph, "v", memory[j], true) : memory[j];
              int size = value.length / heads;
              for (int a = head * size; a < (head + 1) * size; a++) {
                mean[a] += expected[j] * value[a];
              }
            }
          }
          double[] out = heads > 1 ? times(graph, "o", mean, true) : mean;
          for (int a = 0; a < kind.outputs(); a++) {
            assertThat(all.get("attention").getDouble(b, a, i))
                .isCloseTo(out[a], within(tolerance));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void paddingAnywhereChangesNothing(Kind kind) {
    ComputationGraph graph = graph(DataType.FLOAT, kind);
    for (int front = 0; front <= 3; front++) {
      Data small = data(DataType.FLOAT, kind, false, 3, 4, 5);
      INDArray[] inputs =
          inputs(
              kind,
              random(DataType.FLOAT, 7, 3, 3, 8).muli(100),
              random(DataType.FLOAT, 8, 3, 3, 9).muli(100));
      INDArray[] masks = inputs(kind, Nd4j.zeros(3, 8), Nd4j.zeros(3, 9));
      INDArray labels = random(DataType.FLOAT, 9, 3, kind.outputs(), 8);
      var queries = NDArrayIndex.interval(front, front + 4);
      for (int i = 0; i < inputs.length; i++) {
        var steps = NDArrayIndex.interval(front, front + 4 + i);
        inputs[i].get(NDArrayIndex.all(), NDArrayIndex.all(), steps).assign(small.inputs()[i]);
        masks[i].get(NDArrayIndex.all(), steps).assign(1);
      }
      labels.get(NDArrayIndex.all(), NDArrayIndex.all(), queries).assign(small.labels());
      INDArray whole = graph.output(small.inputs())[0];
      INDArray padded = graph.output(false, inputs, masks)[0];
      assertThat(worst(padded.get(NDArrayIndex.all(), NDArrayIndex.all(), queries), whole))
          .isZero();
      assertThat(
              worst(
                  gradient(graph, new Data(inputs, labels, masks, masks[0])),
                  gradient(graph, small)))
          .isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aMiniBatchGivesBitForBitWhatItsRowsGive(Kind kind) {
    ComputationGraph graph = graph(DataType.FLOAT, kind);
    Random random = new Random(3);
    for (int trial = 0; trial < 2; trial++) {
      int batch = 1 + random.nextInt(20);
      int n = 1 + random.nextInt(20);
      int m = 1 + random.nextInt(300);
      Data data = data(DataType.FLOAT, kind, false, batch, n, m);
      INDArray all = graph.output(data.inputs())[0];
      for (int b = 0; b < batch; b++) {
        var row = NDArrayIndex.interval(b, b + 1);
        INDArray[] single =
            java.util.Arrays.stream(data.inputs())
                .map(input -> input.get(row).dup())
                .toArray(INDArray[]::new);
        INDArray alone = graph.output(single)[0];
        assertThat(worst(alone, all.get(row)))
            .as("%s, trial %d: %d sequences, %d to %d steps", kind, trial, batch, n, m)
            .isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void sequencesWithoutStepsGiveZerosAndNoNaN(Kind kind) {
    ComputationGraph graph = graph(DataType.FLOAT, kind);
    Data data = data(DataType.FLOAT, kind, true, 3, 4, 5);
    data.inputs()[0].putScalar(new int[] {1, 0, 0}, 1e30);
    data.inputs()[data.inputs().length - 1].putScalar(new int[] {1, 2, 3}, 1e30);
    graph.setLayerMaskArrays(data.masks(), null);
    INDArray out = graph.feedForward(data.inputs(), false).get("attention");
    assertThat(out.get(NDArrayIndex.point(1)).dup().ravel().toFloatVector()).containsOnly(0);
    assertThat(gradient(graph, data).isNaN().any()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void twoRunsGiveTheSameBitsAndCopiesGoOnAlike(Kind kind, @TempDir Path folder)
      throws IOException {
    ComputationGraph graph = graph(DataType.FLOAT, kind);
    Data data = data(DataType.FLOAT, kind, true, 30, 14, 25);
    INDArray first = gradient(graph, data);
    for (int i = 0; i < 5; i++) {
      assertThat(worst(gradient(graph, data), first)).isZero();
    }
    var set =
        new org.nd4j.linalg.dataset.MultiDataSet(
            data.inputs(),
            new INDArray[] {data.labels()},
            data.masks(),
            new INDArray[] {data.labelMask()});
    graph.fit(set);
    File file = folder.resolve("model.zip").toFile();
    graph.save(file, true);
    ComputationGraph loaded = ComputationGraph.load(file, true);
    ComputationGraph clone = graph.clone();
    assertThat(worst(gradient(clone, data), gradient(graph, data))).isZero();
    assertThat(loaded.getConfiguration()).isEqualTo(graph.getConfiguration());
    for (ComputationGraph each : new ComputationGraph[] {graph, loaded}) {
      each.fit(set);
    }
    assertThat(worst(loaded.params(), graph.params())).isZero();
  }

  @Test
  void wrongShapesAndOptionsAreNamed() {
    ComputationGraph graph = graph(DataType.FLOAT, Kind.MULTI_HEAD);
    assertThatThrownBy(() -> graph.output(Nd4j.zeros(2, 3, 4), Nd4j.zeros(3, 3, 4)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("input 1")
        .hasMessageContaining("for 2 examples");
    assertThatThrownBy(() -> Attention.multiHead(4, 4, 7, 2)).hasMessageContaining("heads");
    assertThatThrownBy(() -> new Attention(new AttentionOptions(Score.DOT, 3, 4, 4, 1, 4, false)))
        .hasMessageContaining("3 and 4");
  }

  @Test
  void poolingIsAWeightedMeanAndHasItsGradient() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .seed(5)
                .graphBuilder()
                .addInputs("x")
                .addLayer("self", new SelfAttention.Builder().nIn(3).nOut(4).heads(2).build(), "x")
                .addLayer("pooled", new AttentionPooling.Builder().nIn(4).size(5).build(), "self")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.TANH)
                        .build(),
                    "pooled")
                .setOutputs("out")
                .build());
    graph.init();
    INDArray x = random(DataType.DOUBLE, 1, 4, 3, 6);
    INDArray mask = mask(2, 4, 6);
    checkGradient(
        "pooling",
        graph,
        new Data(new INDArray[] {x}, random(DataType.DOUBLE, 2, 4, 2), new INDArray[] {mask}, null),
        2);
    graph.setLayerMaskArrays(new INDArray[] {mask}, null);
    var all = graph.feedForward(x, false);
    INDArray weights = ((Attentive) graph.getLayer("pooled")).attentionWeights().orElseThrow();
    for (int b = 0; b < 4; b++) {
      for (int j = 0; j < 4; j++) {
        double mean = 0;
        for (int t = 0; t < 6; t++) {
          mean += weights.getDouble(b, 0, 0, t) * all.get("self").getDouble(b, j, t);
        }
        assertThat(all.get("pooled").getDouble(b, j)).isCloseTo(mean, within(1e-12));
      }
    }
  }
}
