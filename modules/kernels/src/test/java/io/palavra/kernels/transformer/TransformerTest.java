package io.palavra.kernels.transformer;

import static io.palavra.kernels.part.Probe.checkGradient;
import static io.palavra.kernels.part.Probe.gradient;
import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.SimpleRnn;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.part.Probe.Data;
import java.util.Random;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class TransformerTest {

  /** Both kinds of block, positions both ways, a feed-forward layer and dropout. */
  private static ComputationGraph graph(DataType type, boolean normFirst, double dropOut) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(5)
                .graphBuilder()
                .addInputs("x", "m")
                .addLayer("xs", rnn(), "x")
                .addLayer("ms", rnn(), "m")
                .addLayer("xp", new PositionalEncoding.Builder().nIn(4).scaled(true).build(), "xs")
                .addLayer("mp", new PositionalEncoding.Builder().nIn(4).learned(15).build(), "ms")
                .addLayer(
                    "encoder",
                    new TransformerEncoder.Builder()
                        .nIn(4)
                        .heads(2)
                        .inner(6)
                        .normFirst(normFirst)
                        .residualDropOut(dropOut)
                        .build(),
                    "mp")
                .addVertex(
                    "decoder",
                    new TransformerDecoder(new TransformerOptions(4, 4, 2, 6, normFirst, dropOut)),
                    "xp",
                    "encoder")
                .addLayer(
                    "inner", new FeedForward.Builder().nIn(4).nOut(5).inner(7).build(), "decoder")
                .addLayer("out", new SoftmaxOutput.Builder().nIn(5).nOut(4).build(), "inner")
                .setOutputs("out")
                .build());
    graph.init();
    INDArray noise = random(type, 9, graph.params().shape());
    graph.params().addi(noise.muli(0.2));
    return graph;
  }

  private static SimpleRnn rnn() {
    return new SimpleRnn.Builder().nIn(3).nOut(4).activation(Activation.TANH).build();
  }

  private static Data data(DataType type, boolean masked, int batch, int n, int m) {
    INDArray targetMask = masked ? mask(1, batch, n) : null;
    INDArray labels = Nd4j.create(DataType.INT32, batch, n);
    Random random = new Random(3);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < n; t++) {
        labels.putScalar(b, t, random.nextInt(4));
      }
    }
    return new Data(
        new INDArray[] {random(type, 1, batch, 3, n), random(type, 2, batch, 3, m)},
        labels,
        masked ? new INDArray[] {targetMask, mask(2, batch, m)} : null,
        targetMask);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gradientsAreThoseOfCentralDifferencesMaskedAndNot(boolean normFirst) {
    for (boolean masked : new boolean[] {false, true}) {
      checkGradient(
          "norm first " + normFirst + (masked ? " masked" : ""),
          graph(DataType.DOUBLE, normFirst, masked ? 0.3 : 0),
          data(DataType.DOUBLE, masked, 3, 4, 5),
          13);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBlockIsItsPartsOneAfterTheOther(boolean normFirst) {
    ComputationGraph graph = graph(DataType.DOUBLE, normFirst, 0);
    Data data = data(DataType.DOUBLE, false, 2, 4, 5);
    var all = graph.feedForward(data.inputs(), false);
    var table = graph.paramTable();
    for (int b = 0; b < 2; b++) {
      INDArray x = all.get("mp").get(NDArrayIndex.point(b)).transpose();
      INDArray in = normFirst ? norm(x, table, "self") : x;
      INDArray attended = Nd4j.zeros(DataType.DOUBLE, 5, 4);
      for (int head = 0; head < 2; head++) {
        var columns = NDArrayIndex.interval(head * 2, head * 2 + 2);
        INDArray[] projected = new INDArray[3];
        for (int i = 0; i < 3; i++) {
          String name = "self%s" + "qkv".charAt(i);
          projected[i] =
              affine(in, table, name.formatted("W"), name.formatted("b"))
                  .get(NDArrayIndex.all(), columns);
        }
        INDArray scores = projected[0].mmul(projected[1].transpose()).div(Math.sqrt(2));
        INDArray weights = Nd4j.nn.softmax(scores, 1);
        attended.get(NDArrayIndex.all(), columns).assign(weights.mmul(projected[2]));
      }
      INDArray first = x.add(affine(attended, table, "selfWo", "selfbo"));
      first = normFirst ? first : norm(first, table, "self");
      INDArray hidden = normFirst ? norm(first, table, "inner") : first;
      hidden = Nd4j.nn.relu(affine(hidden, table, "innerW1", "innerb1"), 0);
      INDArray second = first.add(affine(hidden, table, "innerW2", "innerb2"));
      second = normFirst ? second : norm(second, table, "inner");
      assertThat(
              worst(second.dup(), all.get("encoder").get(NDArrayIndex.point(b)).transpose().dup()))
          .isLessThan(1e-10);
    }
  }

  private static INDArray affine(
      INDArray x, java.util.Map<String, INDArray> table, String weight, String bias) {
    return x.mmul(table.get("encoder_" + weight)).addRowVector(table.get("encoder_" + bias));
  }

  private static INDArray norm(INDArray x, java.util.Map<String, INDArray> table, String name) {
    INDArray out = x.dup();
    for (int i = 0; i < x.rows(); i++) {
      INDArray row = x.getRow(i);
      double mean = row.meanNumber().doubleValue();
      double variance = row.sub(mean).norm2Number().doubleValue();
      variance = variance * variance / x.columns();
      out.putRow(
          i,
          row.sub(mean)
              .div(Math.sqrt(variance + 1e-5))
              .mul(table.get("encoder_" + name + "gn"))
              .add(table.get("encoder_" + name + "bn")));
    }
    return out;
  }

  @Test
  void paddingAnywhereChangesNothingAndAMiniBatchIsItsRows() {
    ComputationGraph graph = graph(DataType.FLOAT, true, 0);
    int batch = 9;
    Data data = data(DataType.FLOAT, true, batch, 7, 8);
    INDArray all = graph.output(false, data.inputs(), data.masks())[0];
    for (int b = 0; b < batch; b += 3) {
      var row = NDArrayIndex.interval(b, b + 1);
      INDArray alone =
          graph
              .output(
                  false,
                  new INDArray[] {data.inputs()[0].get(row).dup(), data.inputs()[1].get(row).dup()},
                  new INDArray[] {data.masks()[0].get(row).dup(), data.masks()[1].get(row).dup()})[
              0];
      assertThat(worst(alone, all.get(row))).isZero();
    }
    INDArray[] wider = {
      Nd4j.concat(2, random(DataType.FLOAT, 5, batch, 3, 2).muli(1e9), data.inputs()[0]),
      Nd4j.concat(2, random(DataType.FLOAT, 6, batch, 3, 4).muli(1e9), data.inputs()[1])
    };
    INDArray[] masks = {
      Nd4j.concat(1, Nd4j.zeros(batch, 2), data.masks()[0]),
      Nd4j.concat(1, Nd4j.zeros(batch, 4), data.masks()[1])
    };
    INDArray padded = graph.output(false, wider, masks)[0];
    var steps = NDArrayIndex.interval(2, 9);
    assertThat(worst(padded.get(NDArrayIndex.all(), NDArrayIndex.all(), steps), all)).isZero();
    assertThat(gradient(graph, data).isNaN().any()).isFalse();
  }

  @Test
  void theFutureIsNotSeen() {
    ComputationGraph graph = graph(DataType.FLOAT, true, 0);
    Data data = data(DataType.FLOAT, false, 2, 6, 5);
    INDArray before = graph.output(data.inputs())[0].dup();
    data.inputs()[0]
        .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(4, 6))
        .assign(77);
    INDArray after = graph.output(data.inputs())[0];
    var steps = NDArrayIndex.interval(0, 4);
    assertThat(
            worst(
                after.get(NDArrayIndex.all(), NDArrayIndex.all(), steps),
                before.get(NDArrayIndex.all(), NDArrayIndex.all(), steps)))
        .isZero();
  }

  @Test
  void theConfigurationSurvivesJsonAndWrongOnesAreNamed() {
    ComputationGraphConfiguration conf = graph(DataType.FLOAT, false, 0.1).getConfiguration();
    assertThat(ComputationGraphConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    assertThatThrownBy(() -> new TransformerOptions(5, 5, 2, 6, true, 0))
        .hasMessageContaining("multiple of the 2 heads, got 5");
    ComputationGraph graph = graph(DataType.FLOAT, true, 0);
    assertThatThrownBy(() -> graph.output(Nd4j.zeros(2, 3, 4), Nd4j.zeros(2, 3, 16)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("16 steps");
  }

  @Test
  void wavesAreThoseOfThePaper() {
    ComputationGraph graph = graph(DataType.DOUBLE, true, 0);
    var all = graph.feedForward(data(DataType.DOUBLE, false, 1, 6, 5).inputs(), false);
    for (int t = 0; t < 6; t++) {
      double[] wave = {Math.sin(t), Math.cos(t), Math.sin(t / 100.0), Math.cos(t / 100.0)};
      for (int j = 0; j < 4; j++) {
        assertThat(all.get("xp").getDouble(0, j, t))
            .isCloseTo(2 * all.get("xs").getDouble(0, j, t) + wave[j], within(1e-12));
      }
    }
  }
}
