package io.palavra.kernels.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.Bidirectional;
import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.GRU;
import io.palavra.kernels.LSTM;
import io.palavra.kernels.OutputLayer;
import io.palavra.kernels.SegmentPooling;
import io.palavra.kernels.SequenceConvolution;
import io.palavra.kernels.SequenceMaxPooling;
import io.palavra.kernels.SequencePooling;
import io.palavra.kernels.SimpleRnn;
import io.palavra.kernels.TextConvolution;
import io.palavra.kernels.convolution.Border;
import io.palavra.kernels.part.Probe;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.pooling.PoolingKind;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

class ForwardPlanTest {
  private static final int IDS = 40;

  /** A network without its table and its output. */
  record Case(String name, Consumer<GraphBuilder> made) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static LSTM lstm() {
    return new LSTM.Builder().nOut(7).activation(Activation.TANH).build();
  }

  private static Case pooled(String name, Layer recurrent, PoolingKind kind) {
    return new Case(
        name,
        g ->
            g.addLayer("states", recurrent.clone(), "vectors")
                .addLayer("top", new SequencePooling(kind), "states"));
  }

  private static Case filters(String name, TextConvolution.Builder filters) {
    Layer layer = filters.build();
    return new Case(name, g -> g.addLayer("top", layer.clone(), "vectors"));
  }

  static Stream<Case> cases() {
    return Stream.concat(recurrent(), convolutions());
  }

  private static Stream<Case> recurrent() {
    GRU gru = new GRU.Builder().nOut(9).activation(Activation.TANH).build();
    return Stream.of(
        pooled("lstm", lstm(), PoolingKind.MAX),
        pooled("lstm, last", lstm(), PoolingKind.LAST),
        pooled("gru, mean", gru, PoolingKind.MEAN),
        pooled(
            "rnn, sum",
            new SimpleRnn.Builder().nOut(9).activation(Activation.TANH).build(),
            PoolingKind.SUM),
        pooled(
            "peepholes and norm",
            new LSTM.Builder()
                .nOut(7)
                .activation(Activation.TANH)
                .peepholes(true)
                .hasLayerNorm(true)
                .build(),
            PoolingKind.MAX),
        pooled("both", new Bidirectional(lstm()), PoolingKind.MAX),
        pooled("sum of both", new Bidirectional(Bidirectional.Mode.ADD, gru), PoolingKind.LAST),
        new Case(
            "two layers",
            g ->
                g.addLayer("first", new Bidirectional(lstm()), "vectors")
                    .addLayer("second", gru.clone(), "first")
                    .addLayer("top", new SequencePooling(PoolingKind.MAX), "second")),
        new Case(
            "two directions, pooled apart",
            g ->
                g.addLayer("a", lstm(), "vectors")
                    .addLayer("b", gru.clone(), "vectors")
                    .addLayer("pooled-a", new SequencePooling(PoolingKind.LAST), "a")
                    .addLayer("pooled-b", new SequencePooling(PoolingKind.MAX), "b")
                    .addVertex("top", new MergeVertex(), "pooled-a", "pooled-b")));
  }

  private static Stream<Case> convolutions() {
    return Stream.of(
        filters("filters", new TextConvolution.Builder(2, 3).filters(4, 19)),
        filters("wide filters", new TextConvolution.Builder(3, 4, 5).border(Border.WIDE)),
        filters("same", new TextConvolution.Builder(3, 4).filters(33).border(Border.SAME)),
        new Case(
            "a stack",
            g ->
                g.addLayer("one", stacked(3, 1, 8, Activation.RELU), "vectors")
                    .addLayer("shorter", new SequenceMaxPooling(3, 3), "one")
                    .addLayer("two", stacked(5, 1, 7, Activation.TANH), "shorter")
                    .addLayer("overlapping", new SequenceMaxPooling(3, 2), "two")
                    .addLayer("segments", new SegmentPooling(4), "overlapping")
                    .addLayer("dense", dense(Activation.RELU, true), "segments")
                    .addLayer("top", dense(Activation.TANH, false), "dense")),
        new Case(
            "dilated, then pooled",
            g ->
                g.addLayer("one", stacked(3, 2, 9, Activation.RELU), "vectors")
                    .addLayer("top", new SequencePooling(PoolingKind.MEAN), "one")),
        new Case(
            "states of a shorter sequence",
            g ->
                g.addLayer("shorter", new SequenceMaxPooling(2, 2), "vectors")
                    .addLayer("states", lstm(), "shorter")
                    .addLayer("top", new SequencePooling(PoolingKind.LAST), "states")),
        filters("three greatest", new TextConvolution.Builder(3).filters(5).largest(3)),
        new Case(
            "two channels",
            g ->
                g.addLayer("fixed", new FrozenLayer(table()), "ids")
                    .addVertex("channels", new MergeVertex(), "vectors", "fixed")
                    .addLayer(
                        "top",
                        new TextConvolution.Builder(3).filters(8).border(Border.SAME).build(),
                        "channels")));
  }

  private static Layer stacked(int width, int dilation, int filters, Activation activation) {
    return new SequenceConvolution.Builder(width)
        .dilation(dilation)
        .nOut(filters)
        .activation(activation)
        .build();
  }

  private static Layer dense(Activation activation, boolean bias) {
    return new DenseLayer.Builder().nOut(11).hasBias(bias).activation(activation).build();
  }

  private static Layer table() {
    return new EmbeddingSequenceLayer.Builder().nIn(IDS).nOut(6).build();
  }

  private static ComputationGraph graph(Case made, Layer out, DataType type) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(type)
            .seed(5)
            .graphBuilder()
            .addInputs("ids")
            .setInputTypes(InputType.recurrent(IDS))
            .addLayer("vectors", table(), "ids");
    made.made().accept(builder);
    ComputationGraph graph =
        new ComputationGraph(builder.addLayer("out", out, "top").setOutputs("out").build());
    graph.init();
    graph.params().addi(Probe.random(type, 4, graph.params().shape()).muli(0.3));
    return graph;
  }

  private static Layer softmax() {
    return new OutputLayer.Builder().nOut(3).build();
  }

  private static int[][] ids(int count, int longest) {
    Random random = new Random(count);
    int[][] ids = new int[count][];
    for (int i = 0; i < count; i++) {
      ids[i] = random.ints(1 + random.nextInt(longest), 0, IDS).toArray();
    }
    return ids;
  }

  /** What the graph says of the padded sequences. */
  private static INDArray output(ComputationGraph graph, int[][] ids) {
    int longest = Arrays.stream(ids).mapToInt(row -> row.length).max().orElseThrow();
    INDArray x = Nd4j.zeros(DataType.FLOAT, ids.length, longest);
    INDArray mask = Nd4j.zeros(DataType.FLOAT, ids.length, longest);
    for (int i = 0; i < ids.length; i++) {
      for (int t = 0; t < ids[i].length; t++) {
        x.putScalar(i, t, ids[i][t]);
        mask.putScalar(i, t, 1);
      }
    }
    return graph.output(false, new INDArray[] {x}, new INDArray[] {mask})[0];
  }

  private static ForwardPlan plan(ComputationGraph graph) {
    return ForwardPlan.of(graph).orElseThrow();
  }

  @AfterEach
  void backToKernels() {
    System.clearProperty(PlainPath.PROPERTY);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itAnswersAsTheGraphDoes(Case made) {
    for (Layer out :
        new Layer[] {
          softmax(),
          new OutputLayer.Builder(new LossBinaryXENT())
              .activation(Activation.SIGMOID)
              .nOut(5)
              .build()
        }) {
      ComputationGraph graph = graph(made, out, DataType.FLOAT);
      ForwardPlan plan = plan(graph);
      for (int count : new int[] {1, 3, 40, 7}) {
        int[][] ids = ids(count, count == 7 ? 130 : 12);
        INDArray expected = output(graph, ids);
        float[][] answers = plan.answer(ids);
        for (int i = 0; i < count; i++) {
          for (int k = 0; k < answers[i].length; k++) {
            assertThat(answers[i][k])
                .as("%s, sequence %d of %d", made, i, count)
                .isCloseTo(expected.getFloat(i, k), within(2e-6f));
          }
        }
      }
    }
  }

  @Test
  void letterVectorsGiveWhatTheGraphDoes() {
    Case letters =
        new Case(
            "letters",
            g ->
                g.addLayer("one", stacked(7, 1, 20, Activation.RELU), "vectors")
                    .addLayer("top", new SegmentPooling(2), "one"));
    ComputationGraph graph = graph(letters, softmax(), DataType.FLOAT);
    INDArray table = graph.getParam("vectors_W");
    table.assign(0);
    for (int id = 1; id < IDS; id++) {
      table.putScalar(id, id % 6, id % 2 == 0 ? 1 : -0.5);
    }
    int[][] ids = ids(9, 300);
    INDArray expected = output(graph, ids);
    float[][] answers = plan(graph).answer(ids);
    for (int i = 0; i < ids.length; i++) {
      for (int k = 0; k < 3; k++) {
        assertThat(answers[i][k]).isCloseTo(expected.getFloat(i, k), within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void companyChangesNoBit(Case made) {
    ForwardPlan plan = plan(graph(made, softmax(), DataType.FLOAT));
    int[][] ids = ids(23, 40);
    float[][] all = plan.answer(ids);
    for (int i = 0; i < ids.length; i++) {
      float[][] alone = plan.answer(new int[][] {ids[i]});
      if (ForwardPlan.steady()) {
        assertThat(alone[0]).as("%s, sequence %d", made, i).isEqualTo(all[i]);
      } else {
        assertThat(alone[0]).usingComparatorWithPrecision(1e-5f).isEqualTo(all[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatWasAskedBeforeChangesNoBit(Case made) {
    ComputationGraph graph = graph(made, softmax(), DataType.FLOAT);
    ForwardPlan used = plan(graph);
    for (int count : new int[] {5, 1, 17}) {
      used.answer(ids(count, 9));
      int[][] ids = ids(count + 1, 21);
      float[][] fresh = plan(graph).answer(ids);
      float[][] again = used.answer(ids);
      for (int i = 0; i < ids.length && ForwardPlan.steady(); i++) {
        assertThat(again[i]).as("%s, sequence %d", made, i).isEqualTo(fresh[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSequenceWithoutStepsHasAnAnswer(Case made) {
    ForwardPlan plan = plan(graph(made, softmax(), DataType.FLOAT));
    float[] alone = plan.answer(new int[][] {{}})[0];
    float[] beside = plan.answer(new int[][] {{1, 2, 3}, {}, {4}})[1];
    assertThat(alone).isEqualTo(beside);
    assertThat(alone[0] + alone[1] + alone[2]).isCloseTo(1, within(1e-5f));
    assertThat(plan.answer(new int[0][])).isEmpty();
  }

  @Test
  void parametersAreThoseOfTheTimeItWasMade() {
    ComputationGraph graph = graph(cases().findFirst().orElseThrow(), softmax(), DataType.FLOAT);
    ForwardPlan old = plan(graph);
    int[][] ids = ids(3, 9);
    float[][] before = old.answer(ids);
    graph.getLayer("out").getParam("W").muli(3);
    assertThat(old.answer(ids)).isDeepEqualTo(before);
    INDArray expected = output(graph, ids);
    assertThat(plan(graph).answer(ids)[1][0]).isCloseTo(expected.getFloat(1, 0), within(1e-6f));
  }

  @Test
  void anIdOutOfTheTableIsNamed() {
    ForwardPlan plan = plan(graph(cases().findFirst().orElseThrow(), softmax(), DataType.FLOAT));
    assertThatThrownBy(() -> plan.answer(new int[][] {{1, 2}, {0, 5, IDS}}))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("id 40 at step 2 of sequence 1")
        .hasMessageContaining("40 rows");
    assertThatThrownBy(() -> plan.answer(new int[][] {{1, 2}, null}))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("sequence 1 is null");
    assertThatThrownBy(() -> plan.answer(new int[][] {{-1}}))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("id -1");
  }

  @Test
  void otherGraphsAreLeftToThemselves() {
    Case lstm = cases().findFirst().orElseThrow();
    assertThat(ForwardPlan.of(graph(lstm, softmax(), DataType.DOUBLE))).isEmpty();
    Layer stock = new org.deeplearning4j.nn.conf.layers.OutputLayer.Builder().nOut(3).build();
    assertThat(ForwardPlan.of(graph(lstm, stock, DataType.FLOAT))).isEmpty();
    Case dense =
        new Case(
            "dense",
            g ->
                g.addLayer("pooled", new SequencePooling(PoolingKind.MAX), "vectors")
                    .addLayer("top", dense(Activation.GELU, true), "pooled"));
    assertThat(ForwardPlan.of(graph(dense, softmax(), DataType.FLOAT))).isEmpty();
    Case last = new Case("wrapped", g -> g.addLayer("top", new LastTimeStep(lstm()), "vectors"));
    assertThat(ForwardPlan.of(graph(last, softmax(), DataType.FLOAT))).isEmpty();
    System.setProperty(PlainPath.PROPERTY, "true");
    assertThat(ForwardPlan.of(graph(lstm, softmax(), DataType.FLOAT))).isEmpty();
  }
}
