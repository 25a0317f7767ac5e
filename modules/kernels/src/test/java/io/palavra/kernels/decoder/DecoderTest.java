package io.palavra.kernels.decoder;

import static io.palavra.kernels.part.Probe.checkGradient;
import static io.palavra.kernels.part.Probe.gradient;
import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.GRU;
import io.palavra.kernels.SequencePooling;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.Probe.Data;
import io.palavra.kernels.pooling.PoolingKind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;

class DecoderTest {
  private static final String KINDS =
      """
      GRU, ADDITIVE, true, 0, 0
      LSTM, ADDITIVE, false, 5, 0.3
      GRU, GENERAL, true, 5, 0.3
      LSTM, DOT, true, 0, 0
      LSTM, NONE, true, 5, 0
      GRU, NONE, false, 0, 0.2
      """;

  private static DecoderOptions options(
      DecoderCell cell, DecoderAttention attention, boolean feeding, int start, double dropOut) {
    return new DecoderOptions(cell, attention, 3, 5, start, 5, 4, 6, feeding, dropOut);
  }

  private static ComputationGraph graph(DataType type, DecoderOptions options) {
    var builder =
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .seed(5)
            .updater(new Adam(0.01))
            .graphBuilder()
            .addInputs("x", "m")
            .addLayer(
                "memory",
                new GRU.Builder().nIn(3).nOut(5).activation(Activation.TANH).build(),
                "m");
    AttentionDecoder decoder = new AttentionDecoder(options);
    if (options.start() > 0) {
      builder
          .addLayer("last", new SequencePooling(PoolingKind.LAST), "memory")
          .addVertex("decoder", decoder, "x", "memory", "last");
    } else {
      builder.addVertex("decoder", decoder, "x", "memory");
    }
    ComputationGraph graph =
        new ComputationGraph(
            builder
                .addLayer("out", new SoftmaxOutput.Builder().nIn(6).nOut(4).build(), "decoder")
                .setOutputs("out")
                .build());
    graph.init();
    graph.params().assign(random(type, 9, graph.params().shape()).muli(0.4));
    return graph;
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
  @CsvSource(textBlock = KINDS)
  void gradientsAreThoseOfCentralDifferencesMaskedAndNot(
      DecoderCell cell, DecoderAttention attention, boolean feeding, int start, double dropOut) {
    DecoderOptions options = options(cell, attention, feeding, start, dropOut);
    for (boolean masked : new boolean[] {false, true}) {
      checkGradient(
          options + (masked ? " masked" : ""),
          graph(DataType.DOUBLE, options),
          data(DataType.DOUBLE, masked, 5, 4, 6),
          11);
    }
  }

  /** The equations, one step of one sequence after the other. */
  private static double[][] textbook(
      ComputationGraph graph, DecoderOptions options, double[][] x, double[][] memory, double[] s) {
    var table = graph.paramTable();
    double[] state = affine(table.get("decoder_Ws"), table.get("decoder_bs"), s, 0);
    for (int i = 0; i < state.length; i++) {
      state[i] = Math.tanh(state[i]);
    }
    double[] h = java.util.Arrays.copyOf(state, 5);
    double[] c =
        options.cell() == DecoderCell.LSTM ? java.util.Arrays.copyOfRange(state, 5, 10) : h;
    double[] o = new double[6];
    double[][] out = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] a = affine(table.get("decoder_Wx"), table.get("decoder_b"), x[t], 0);
      if (options.feeding()) {
        add(a, affine(table.get("decoder_Wf"), null, o, 0));
      }
      double[] r = affine(table.get("decoder_R"), null, h, 0);
      double[] next = new double[5];
      double[] memoryNext = new double[5];
      for (int i = 0; i < 5; i++) {
        if (options.cell() == DecoderCell.GRU) {
          double reset = sigmoid(a[i] + r[i]);
          double keep = sigmoid(a[5 + i] + r[5 + i]);
          double own = table.get("decoder_b").getDouble(15 + i);
          double fresh = Math.tanh(a[10 + i] + reset * (r[10 + i] + own));
          next[i] = (1 - keep) * fresh + keep * h[i];
        } else {
          double fresh = Math.tanh(a[i] + r[i]);
          memoryNext[i] =
              sigmoid(a[5 + i] + r[5 + i]) * c[i] + sigmoid(a[15 + i] + r[15 + i]) * fresh;
          next[i] = sigmoid(a[10 + i] + r[10 + i]) * Math.tanh(memoryNext[i]);
        }
      }
      h = next;
      c = memoryNext;
      o = affine(table.get("decoder_Wh"), table.get("decoder_bo"), h, 0);
      if (options.attention() != DecoderAttention.NONE) {
        add(o, affine(table.get("decoder_Wc"), null, context(table, options, h, memory), 0));
      }
      for (int i = 0; i < 6; i++) {
        o[i] = Math.tanh(o[i]);
      }
      out[t] = o.clone();
    }
    return out;
  }

  private static double[] context(
      java.util.Map<String, INDArray> table,
      DecoderOptions options,
      double[] h,
      double[][] memory) {
    double[] weights = new double[memory.length];
    double total = 0;
    for (int j = 0; j < memory.length; j++) {
      double score = 0;
      if (options.attention() == DecoderAttention.ADDITIVE) {
        double[] q = affine(table.get("decoder_Wq"), null, h, 0);
        add(q, affine(table.get("decoder_Wk"), table.get("decoder_bk"), memory[j], 0));
        for (int i = 0; i < q.length; i++) {
          score += table.get("decoder_v").getDouble(i) * Math.tanh(q[i]);
        }
      } else {
        double[] q =
            options.attention() == DecoderAttention.DOT
                ? h
                : affine(table.get("decoder_Wq"), null, h, 0);
        for (int i = 0; i < q.length; i++) {
          score += q[i] * memory[j][i];
        }
      }
      weights[j] = Math.exp(score);
      total += weights[j];
    }
    double[] context = new double[5];
    for (int j = 0; j < memory.length; j++) {
      for (int i = 0; i < 5; i++) {
        context[i] += weights[j] / total * memory[j][i];
      }
    }
    return context;
  }

  private static double[] affine(INDArray w, INDArray b, double[] x, double other) {
    double[] y = new double[(int) w.size(1)];
    for (int j = 0; j < y.length; j++) {
      y[j] = b == null ? other : b.getDouble(j);
      for (int i = 0; i < x.length; i++) {
        y[j] += x[i] * w.getDouble(i, j);
      }
    }
    return y;
  }

  private static void add(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @ParameterizedTest
  @CsvSource(textBlock = KINDS)
  void computesWhatItsEquationsSayAtOnceAndStepByStep(
      DecoderCell cell, DecoderAttention attention, boolean feeding, int start, double dropOut) {
    DecoderOptions options = options(cell, attention, feeding, start, dropOut);
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      double tolerance = type == DataType.FLOAT ? 1e-5 : 1e-12;
      ComputationGraph graph = graph(type, options);
      Data data = data(type, false, 3, 4, 6);
      INDArray sourceMask = mask(7, 3, 6);
      sourceMask.getRow(1).assign(Nd4j.createFromArray(1f, 0, 1, 1, 0, 0));
      INDArray[] masks = {Nd4j.ones(3, 4), sourceMask};
      graph.setLayerMaskArrays(masks, null);
      var all = graph.feedForward(data.inputs(), false);
      graph.clearLayerMaskArrays();
      DecoderSession session =
          DecoderSession.open(
              graph,
              "decoder",
              all.get("memory"),
              Optional.of(sourceMask),
              Optional.ofNullable(all.get("last")));
      DecoderState state = session.start().select(2, 0, 1, 0);
      int[] sentences = {2, 0, 1, 0};
      for (int t = 0; t < 4; t++) {
        INDArray x = Nd4j.create(type, 4, 3);
        for (int i = 0; i < 4; i++) {
          x.putRow(
              i,
              data.inputs()[0].get(
                  NDArrayIndex.point(sentences[i]), NDArrayIndex.all(), NDArrayIndex.point(t)));
        }
        DecoderStep step = session.step(state, x);
        state = step.state();
        for (int i = 0; i < 4; i++) {
          for (int j = 0; j < 6; j++) {
            assertThat(step.output().getDouble(i, j))
                .isEqualTo(all.get("decoder").getDouble(sentences[i], j, t));
          }
        }
        if (attention != DecoderAttention.NONE) {
          INDArray weights =
              ((Attentive) graph.getVertex("decoder")).attentionWeights().orElseThrow();
          assertThat(step.weights().getDouble(3, 1)).isEqualTo(weights.getDouble(0, 0, t, 1));
        }
      }
      equalsTextbook(graph, options, data, sourceMask, all, tolerance);
    }
  }

  private static void equalsTextbook(
      ComputationGraph graph,
      DecoderOptions options,
      Data data,
      INDArray sourceMask,
      java.util.Map<String, INDArray> all,
      double tolerance) {
    for (int b = 0; b < 3; b++) {
      double[][] whole =
          all.get("memory").get(NDArrayIndex.point(b)).transpose().dup().toDoubleMatrix();
      int row = b;
      double[][] memory =
          java.util.stream.IntStream.range(0, 6)
              .filter(j -> sourceMask.getDouble(row, j) > 0)
              .mapToObj(j -> whole[j])
              .toArray(double[][]::new);
      double[] s = new double[5];
      for (double[] step : memory) {
        for (int i = 0; i < 5; i++) {
          s[i] = options.start() > 0 ? step[i] : s[i] + step[i] / memory.length;
        }
      }
      double[][] expected =
          textbook(
              graph,
              options,
              data.inputs()[0].get(NDArrayIndex.point(b)).transpose().dup().toDoubleMatrix(),
              memory,
              s);
      for (int t = 0; t < 4; t++) {
        for (int j = 0; j < 6; j++) {
          assertThat(all.get("decoder").getDouble(b, j, t))
              .as("%s sequence %d step %d", options, b, t)
              .isCloseTo(expected[t][j], within(tolerance));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = KINDS)
  void paddingChangesNothingAndAMiniBatchIsItsRows(
      DecoderCell cell, DecoderAttention attention, boolean feeding, int start, double dropOut) {
    DecoderOptions options = options(cell, attention, feeding, start, dropOut);
    ComputationGraph graph = graph(DataType.FLOAT, options);
    int batch = 21;
    Data data = data(DataType.FLOAT, true, batch, 9, 11);
    INDArray all = graph.output(false, data.inputs(), data.masks())[0];
    for (int b = 0; b < batch; b += 5) {
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
      Nd4j.concat(2, data.inputs()[0], random(DataType.FLOAT, 5, batch, 3, 4).muli(1e9)),
      Nd4j.concat(2, data.inputs()[1], random(DataType.FLOAT, 6, batch, 3, 2).muli(1e9))
    };
    INDArray[] masks = {
      Nd4j.concat(1, data.masks()[0], Nd4j.zeros(batch, 4)),
      Nd4j.concat(1, data.masks()[1], Nd4j.zeros(batch, 2))
    };
    INDArray padded = graph.output(false, wider, masks)[0];
    var steps = NDArrayIndex.interval(0, 9);
    assertThat(worst(padded.get(NDArrayIndex.all(), NDArrayIndex.all(), steps), all)).isZero();
    assertThat(gradient(graph, data).isNaN().any()).isFalse();
  }

  @Test
  void twoRunsGiveTheSameBitsAndCopiesGoOnAlike(@TempDir Path folder) throws IOException {
    DecoderOptions options = options(DecoderCell.LSTM, DecoderAttention.ADDITIVE, true, 5, 0.3);
    ComputationGraph graph = graph(DataType.FLOAT, options);
    Data data = data(DataType.FLOAT, true, 40, 14, 15);
    Nd4j.getRandom().setSeed(1);
    INDArray first = gradient(graph, data);
    File file = folder.resolve("model.zip").toFile();
    graph.save(file, true);
    ComputationGraph loaded = ComputationGraph.load(file, true);
    assertThat(loaded.getConfiguration()).isEqualTo(graph.getConfiguration());
    for (ComputationGraph each : new ComputationGraph[] {graph, loaded, graph.clone()}) {
      Nd4j.getRandom().setSeed(1);
      assertThat(worst(gradient(each, data), first)).isZero();
    }
  }

  @Test
  void wrongOptionsAndShapesAreNamed() {
    assertThatThrownBy(
            () ->
                new DecoderOptions(
                    DecoderCell.GRU, DecoderAttention.DOT, 3, 5, 0, 6, 4, 6, true, 0))
        .hasMessageContaining("5 features");
    assertThatThrownBy(() -> options(DecoderCell.GRU, DecoderAttention.ADDITIVE, true, 0, 1))
        .hasMessageContaining("dropOut");
    ComputationGraph graph =
        graph(DataType.FLOAT, options(DecoderCell.GRU, DecoderAttention.ADDITIVE, true, 0, 0));
    INDArray memory = Nd4j.zeros(2, 5, 3);
    assertThatThrownBy(
            () -> DecoderSession.open(graph, "out", memory, Optional.empty(), Optional.empty()))
        .hasMessageContaining("out");
    DecoderSession session =
        DecoderSession.open(graph, "decoder", memory, Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> session.step(session.start(), Nd4j.zeros(3, 3)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("[2, 3]");
    assertThatThrownBy(() -> session.start().select(0, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hypothesis 7 is not one of the 2");
    DecoderSession greater =
        DecoderSession.open(
            graph, "decoder", Nd4j.zeros(4, 5, 3), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> session.step(greater.start(), Nd4j.zeros(4, 3)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("a state of this session");
  }
}
