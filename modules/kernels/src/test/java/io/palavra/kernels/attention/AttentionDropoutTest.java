package io.palavra.kernels.attention;

import static io.palavra.kernels.part.Probe.checkGradient;
import static io.palavra.kernels.part.Probe.gradient;
import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.part.Attentive;
import io.palavra.kernels.part.Probe.Data;
import io.palavra.kernels.transformer.FeedForward;
import io.palavra.kernels.transformer.TransformerDecoder;
import io.palavra.kernels.transformer.TransformerEncoder;
import io.palavra.kernels.transformer.TransformerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks whose attention drops weights in training. */
class AttentionDropoutTest {
  private static final int WIDTH = 4;

  /** Every score, to a memory and, where it can be, of a sequence to what lies before. */
  private static Stream<AttentionOptions> kinds() {
    return Stream.of(
        new AttentionOptions(Score.SCALED_DOT, WIDTH, WIDTH, 6, 2, WIDTH, false, 0.4),
        new AttentionOptions(Score.SCALED_DOT, WIDTH, WIDTH, 6, 3, WIDTH, true, 0.4),
        new AttentionOptions(Score.ADDITIVE, WIDTH, WIDTH, 5, 1, WIDTH, false, 0.4),
        new AttentionOptions(Score.DOT, WIDTH, WIDTH, WIDTH, 1, WIDTH, true, 0.4),
        new AttentionOptions(Score.GENERAL, WIDTH, WIDTH, WIDTH, 1, WIDTH, false, 0.4));
  }

  private static GraphBuilder begun(DataType type) {
    return new NeuralNetConfiguration.Builder()
        .dataType(type)
        .seed(5)
        .updater(new NoOp())
        .graphBuilder()
        .addInputs("x", "m")
        .addLayer("q", new FeedForward.Builder().nIn(3).nOut(WIDTH).inner(5).build(), "x")
        .addLayer("k", new FeedForward.Builder().nIn(3).nOut(WIDTH).inner(5).build(), "m");
  }

  private static ComputationGraph ended(GraphBuilder builder, DataType type) {
    ComputationGraph graph =
        new ComputationGraph(
            builder
                .addLayer(
                    "out",
                    new RnnLossLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .build(),
                    "y")
                .setOutputs("out")
                .build());
    graph.init();
    graph.params().assign(random(type, 9, graph.params().shape()).muli(0.5));
    return graph;
  }

  private static ComputationGraph graph(DataType type, AttentionOptions options) {
    GraphBuilder builder = begun(type);
    return ended(
        options.causal()
            ? builder
                .addVertex("a", new Attention(options), "q")
                .addVertex("y", Attention.dot(WIDTH), "a", "k")
            : builder.addVertex("y", new Attention(options), "q", "k"),
        type);
  }

  /** Attention of an encoder to itself, of a decoder to what lies before and to the memory. */
  private static ComputationGraph blocks(DataType type, boolean normFirst, double dropOut) {
    return ended(
        begun(type)
            .addLayer(
                "e",
                new TransformerEncoder.Builder()
                    .nIn(WIDTH)
                    .heads(2)
                    .inner(5)
                    .normFirst(normFirst)
                    .attentionDropOut(dropOut)
                    .build(),
                "k")
            .addVertex(
                "y",
                new TransformerDecoder(
                    new TransformerOptions(WIDTH, WIDTH, 2, 5, normFirst, 0, dropOut)),
                "q",
                "e"),
        type);
  }

  private static Data data(DataType type, boolean masked) {
    INDArray[] masks = {mask(1, 3, 5), mask(2, 3, 6)};
    return new Data(
        new INDArray[] {random(type, 1, 3, 3, 5), random(type, 2, 3, 3, 6)},
        random(type, 3, 3, WIDTH, 5),
        masked ? masks : null,
        masked ? masks[0] : null);
  }

  private static INDArray looked(ComputationGraph graph) {
    return ((Attentive) graph.getVertex("y")).attentionWeights().orElseThrow();
  }

  private static INDArray drawn(ComputationGraph graph, Data data, long seed) {
    Nd4j.getRandom().setSeed(seed);
    return gradient(graph, data);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void gradientsOfEveryScoreAreThoseOfCentralDifferences(AttentionOptions options) {
    for (boolean masked : new boolean[] {false, true}) {
      DataType type = DataType.DOUBLE;
      checkGradient(options + ", masked " + masked, graph(type, options), data(type, masked), 3);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void gradientsOfBlocksAreThoseOfCentralDifferences(boolean normFirst) {
    for (boolean masked : new boolean[] {false, true}) {
      ComputationGraph graph = blocks(DataType.DOUBLE, normFirst, 0.4);
      checkGradient("masked " + masked, graph, data(DataType.DOUBLE, masked), 7);
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsAndInferenceIsThatOfANetworkThatDropsNothing() {
    ComputationGraph graph = blocks(DataType.FLOAT, true, 0.4);
    ComputationGraph none = blocks(DataType.FLOAT, true, 0);
    Data data = data(DataType.FLOAT, true);
    INDArray first = drawn(graph, data, 3);
    assertThat(worst(drawn(graph, data, 3), first)).isZero();
    assertThat(worst(drawn(graph, data, 4), first)).isGreaterThan(1e-3);
    assertThat(worst(drawn(none, data, 4), drawn(none, data, 3))).isZero();
    assertThat(
            worst(
                graph.output(false, data.inputs(), data.masks())[0],
                none.output(false, data.inputs(), data.masks())[0]))
        .isZero();
    assertThat(worst(looked(graph), looked(none))).isZero();
  }

  @Test
  void paddingAnywhereChangesNothingThatIsDropped() {
    ComputationGraph graph = blocks(DataType.FLOAT, true, 0.4);
    Data data = data(DataType.FLOAT, false);
    int front = 2;
    List<INDArray> inputs = new ArrayList<>();
    List<INDArray> masks = new ArrayList<>();
    for (INDArray input : data.inputs()) {
      long steps = input.size(2);
      INDArray wide = random(DataType.FLOAT, steps, 3, 3, steps + 5).muli(100);
      INDArray mask = Nd4j.zeros(3, steps + 5);
      var own = NDArrayIndex.interval(front, front + steps);
      wide.get(NDArrayIndex.all(), NDArrayIndex.all(), own).assign(input);
      mask.get(NDArrayIndex.all(), own).assign(1);
      inputs.add(wide);
      masks.add(mask);
    }
    INDArray labels = random(DataType.FLOAT, 8, 3, WIDTH, 10);
    labels
        .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(front, front + 5))
        .assign(data.labels());
    Data padded =
        new Data(
            inputs.toArray(INDArray[]::new), labels, masks.toArray(INDArray[]::new), masks.get(0));
    assertThat(worst(drawn(graph, padded, 3), drawn(graph, data, 3))).isLessThan(1e-5);
  }

  @Test
  void configurationsThatWereSavedBeforeDropNothing() {
    for (double dropOut : new double[] {0, 0.3}) {
      ComputationGraphConfiguration conf = blocks(DataType.FLOAT, true, dropOut).getConfiguration();
      assertThat(ComputationGraphConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    }
    AttentionOptions options = kinds().findFirst().orElseThrow();
    ComputationGraphConfiguration one = graph(DataType.FLOAT, options).getConfiguration();
    assertThat(ComputationGraphConfiguration.fromJson(one.toJson())).isEqualTo(one);

    ComputationGraphConfiguration kept = blocks(DataType.FLOAT, true, 0).getConfiguration();
    String before = kept.toJson().replaceAll("(?m)^.*\"attentionDropOut\".*\\R", "");
    before = before.replaceAll(",(\\s*})", "$1");
    assertThat(before).doesNotContain("attentionDropOut");
    assertThat(ComputationGraphConfiguration.fromJson(before)).isEqualTo(kept);
    assertThat(blocks(DataType.FLOAT, true, 0.3).getConfiguration()).isNotEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
  void whatIsNoProbabilityIsNamed(double wrong) {
    for (Runnable use :
        List.<Runnable>of(
            () -> new AttentionOptions(Score.DOT, 4, 4, 4, 1, 4, false, wrong),
            () -> new TransformerOptions(4, 4, 2, 5, true, 0, wrong),
            () -> new SelfAttention.Builder().nIn(4).nOut(4).attentionDropOut(wrong).build(),
            () -> new TransformerEncoder.Builder().nIn(4).attentionDropOut(wrong).build())) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("attentionDropOut must be at least 0 and less than 1, got " + wrong);
    }
  }
}
