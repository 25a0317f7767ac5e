package io.palavra.kernels.part;

import static io.palavra.kernels.part.Probe.gradient;
import static io.palavra.kernels.part.Probe.mask;
import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.attention.Attention;
import io.palavra.kernels.attention.AttentionOptions;
import io.palavra.kernels.attention.AttentionPooling;
import io.palavra.kernels.attention.Score;
import io.palavra.kernels.attention.SelfAttention;
import io.palavra.kernels.crf.CrfOutput;
import io.palavra.kernels.decoder.AttentionDecoder;
import io.palavra.kernels.decoder.DecoderAttention;
import io.palavra.kernels.decoder.DecoderCell;
import io.palavra.kernels.decoder.DecoderOptions;
import io.palavra.kernels.decoder.DecoderSession;
import io.palavra.kernels.decoder.DecoderState;
import io.palavra.kernels.decoder.DecoderStep;
import io.palavra.kernels.output.AdaptiveSoftmaxOutput;
import io.palavra.kernels.output.SampledSoftmaxOutput;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.part.Probe.Data;
import io.palavra.kernels.plain.PlainPath;
import io.palavra.kernels.transformer.FeedForward;
import io.palavra.kernels.transformer.LayerNorm;
import io.palavra.kernels.transformer.PositionalEncoding;
import io.palavra.kernels.transformer.TransformerDecoder;
import io.palavra.kernels.transformer.TransformerEncoder;
import io.palavra.kernels.transformer.TransformerOptions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Parts with kernels against the same parts in operations of ND4J, as a card would run them. */
class PlainPartsTest {
  private static final int LABELS = 7;
  private static final int BATCH = 4;
  private static final int STEPS = 5;
  private static final int MEMORY_STEPS = 6;

  @AfterEach
  void backToKernels() {
    System.clearProperty(PlainPath.PROPERTY);
  }

  /** Whether a middle part reads the memory. */
  private static boolean asks(Function<GraphBuilder, GraphBuilder> middle) {
    GraphBuilder probe = new NeuralNetConfiguration.Builder().graphBuilder();
    return middle.apply(probe).getVertexInputs().values().stream().anyMatch(i -> i.contains("m"));
  }

  private static ComputationGraph graph(
      DataType type, boolean plain, Function<GraphBuilder, GraphBuilder> middle, Layer out) {
    System.setProperty(PlainPath.PROPERTY, String.valueOf(plain));
    try {
      GraphBuilder builder =
          new NeuralNetConfiguration.Builder()
              .dataType(type)
              .seed(5)
              .updater(new NoOp())
              .graphBuilder()
              .addInputs(asks(middle) ? new String[] {"x", "m"} : new String[] {"x"})
              .setOutputs("out");
      ComputationGraph graph =
          new ComputationGraph(middle.apply(builder).addLayer("out", out, "y").build());
      graph.init();
      graph.params().assign(random(type, 4, graph.params().shape()).muli(0.5));
      // Runners of layers are made at the first pass.
      graph.output(inputs(type, asks(middle)));
      return graph;
    } finally {
      System.clearProperty(PlainPath.PROPERTY);
    }
  }

  private static INDArray[] inputs(DataType type, boolean both) {
    INDArray x = random(type, 1, BATCH, 3, STEPS);
    return both ? new INDArray[] {x, random(type, 2, BATCH, 4, MEMORY_STEPS)} : new INDArray[] {x};
  }

  private static Data data(DataType type, boolean masked, boolean flat, boolean both) {
    Random random = new Random(2);
    INDArray labels = Nd4j.create(DataType.INT32, BATCH, flat ? 1 : STEPS);
    for (long i = 0; i < labels.length(); i++) {
      labels.putScalar(i, random.nextInt(LABELS));
    }
    INDArray mask = masked ? mask(3, BATCH, STEPS) : null;
    INDArray other = masked ? mask(7, BATCH, MEMORY_STEPS) : null;
    INDArray[] masks = both ? new INDArray[] {mask, other} : new INDArray[] {mask};
    return new Data(inputs(type, both), labels, masked ? masks : null, flat ? null : mask);
  }

  private static void compare(
      String what, Function<GraphBuilder, GraphBuilder> middle, Layer out, boolean flat) {
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      double allowed = type == DataType.DOUBLE ? 1e-9 : 1e-4;
      ComputationGraph fast = graph(type, false, middle, out.clone());
      ComputationGraph plain = graph(type, true, middle, out.clone());
      for (boolean masked : new boolean[] {false, true}) {
        Data data = data(type, masked, flat, asks(middle));
        String as = what + " " + type + (masked ? " masked" : "");
        INDArray[] masks = data.masks();
        assertThat(
                worst(
                    plain.output(false, data.inputs(), masks)[0],
                    fast.output(false, data.inputs(), masks)[0]))
            .as("%s, output", as)
            .isLessThan(allowed);
        Nd4j.getRandom().setSeed(11);
        INDArray expected = gradient(fast, data);
        Nd4j.getRandom().setSeed(11);
        INDArray actual = gradient(plain, data);
        assertThat(worst(actual, expected)).as("%s, gradient", as).isLessThan(10 * allowed);
        assertThat(plain.score()).as("%s, score", as).isCloseTo(fast.score(), within(10 * allowed));
      }
    }
  }

  private static Layer softmax(int in) {
    return new SoftmaxOutput.Builder().nIn(in).nOut(LABELS).labelSmoothing(0.1).build();
  }

  @Test
  void selfAttentionAgrees() {
    for (boolean causal : new boolean[] {false, true}) {
      compare(
          "self attention, causal " + causal,
          b ->
              b.addLayer(
                  "y",
                  new SelfAttention.Builder()
                      .nIn(3)
                      .nOut(6)
                      .heads(2)
                      .causal(causal)
                      .attentionDropOut(causal ? 0.3 : 0)
                      .build(),
                  "x"),
          softmax(6),
          false);
    }
  }

  @Test
  void attentionToAMemoryAgreesForEveryScore() {
    Function<GraphBuilder, GraphBuilder> project =
        b -> b.addLayer("q", new FeedForward.Builder().nIn(3).nOut(4).inner(5).build(), "x");
    for (PartVertex attention :
        List.of(
            Attention.multiHead(4, 4, 6, 3),
            Attention.additive(4, 4, 5),
            new Attention(new AttentionOptions(Score.ADDITIVE, 4, 4, 5, 1, 4, false, 0.3)),
            Attention.dot(4),
            Attention.general(4, 4))) {
      int width = attention.outputWidth();
      compare(
          "attention " + attention.options(),
          b -> project.apply(b).addVertex("y", attention.clone(), "q", "m"),
          softmax(width),
          false);
    }
  }

  @Test
  void poolingByAttentionAgrees() {
    compare(
        "pooling",
        b -> b.addLayer("y", new AttentionPooling.Builder().nIn(3).size(5).build(), "x"),
        softmax(3),
        true);
  }

  @Test
  void transformerEncodersAgreeWithPositionsAndDropout() {
    for (boolean before : new boolean[] {false, true}) {
      PositionalEncoding.Builder positions = new PositionalEncoding.Builder().nIn(4).scaled(true);
      PositionalEncoding position = before ? positions.learned(9).build() : positions.build();
      compare(
          "encoder, normalised before " + before,
          b ->
              b.addLayer("w", new FeedForward.Builder().nIn(3).nOut(4).inner(5).build(), "x")
                  .addLayer("p", position, "w")
                  .addLayer(
                      "e",
                      new TransformerEncoder.Builder()
                          .nIn(4)
                          .heads(2)
                          .inner(6)
                          .normFirst(before)
                          .residualDropOut(0.3)
                          .attentionDropOut(0.2)
                          .build(),
                      "p")
                  .addLayer("y", new LayerNorm.Builder().nIn(4).build(), "e"),
          softmax(4),
          false);
    }
  }

  @Test
  void transformerDecodersAgree() {
    for (boolean before : new boolean[] {false, true}) {
      compare(
          "decoder block",
          b ->
              b.addLayer("w", new FeedForward.Builder().nIn(3).nOut(4).inner(5).build(), "x")
                  .addVertex(
                      "y",
                      new TransformerDecoder(new TransformerOptions(4, 4, 2, 5, before, 0.2, 0.3)),
                      "w",
                      "m"),
          softmax(4),
          false);
    }
  }

  private static DecoderOptions decoder(DecoderCell cell, DecoderAttention attention) {
    int units = attention == DecoderAttention.DOT ? 4 : 5;
    return new DecoderOptions(cell, attention, 3, 4, 0, units, 6, 5, true, 0.3);
  }

  @Test
  void recurrentDecodersAgreeWithEveryCellAndAttention() {
    for (DecoderCell cell : DecoderCell.values()) {
      for (DecoderAttention attention : DecoderAttention.values()) {
        compare(
            cell + " " + attention,
            b -> b.addVertex("y", new AttentionDecoder(decoder(cell, attention)), "x", "m"),
            softmax(5),
            false);
      }
    }
  }

  @Test
  void aDecoderGoesStepByStepTheSameWay() {
    for (DecoderAttention attention : DecoderAttention.values()) {
      Function<GraphBuilder, GraphBuilder> middle =
          b ->
              b.addVertex(
                  "y", new AttentionDecoder(decoder(DecoderCell.LSTM, attention)), "x", "m");
      DecoderSession[] sessions = new DecoderSession[2];
      INDArray memory = inputs(DataType.DOUBLE, true)[1];
      Optional<INDArray> mask = Optional.of(mask(7, BATCH, MEMORY_STEPS));
      for (int i = 0; i < 2; i++) {
        ComputationGraph graph = graph(DataType.DOUBLE, i == 1, middle, softmax(5));
        System.setProperty(PlainPath.PROPERTY, String.valueOf(i == 1));
        sessions[i] = DecoderSession.open(graph, "y", memory, mask, Optional.empty());
        System.clearProperty(PlainPath.PROPERTY);
      }
      DecoderState fast = sessions[0].start().select(0, 0, 3, 1);
      DecoderState plain = sessions[1].start().select(0, 0, 3, 1);
      for (int t = 0; t < 4; t++) {
        INDArray words = random(DataType.DOUBLE, t, 4, 3);
        DecoderStep expected = sessions[0].step(fast, words);
        DecoderStep actual = sessions[1].step(plain, words);
        assertThat(worst(actual.output(), expected.output())).isLessThan(1e-10);
        assertThat(worst(actual.weights(), expected.weights())).isLessThan(1e-10);
        fast = expected.state();
        plain = actual.state();
      }
    }
  }

  @Test
  void outputsAgree() {
    Function<GraphBuilder, GraphBuilder> middle =
        b -> b.addLayer("y", new FeedForward.Builder().nIn(3).nOut(6).inner(5).build(), "x");
    for (Layer out :
        List.of(
            softmax(6),
            new AdaptiveSoftmaxOutput.Builder().nIn(6).nOut(LABELS).cutoffs(2, 4).build(),
            new SampledSoftmaxOutput.Builder().nIn(6).nOut(LABELS).samples(3).build(),
            new CrfOutput.Builder().nIn(6).nOut(LABELS).build(),
            new CrfOutput.Builder().nIn(6).nOut(LABELS).marginals(true).build())) {
      compare(out.getClass().getSimpleName(), middle, out, false);
    }
  }

  @Test
  void weightsCanBeReadOut() {
    Function<GraphBuilder, GraphBuilder> middle =
        b ->
            b.addLayer("q", new FeedForward.Builder().nIn(3).nOut(4).inner(5).build(), "x")
                .addVertex("a", Attention.multiHead(4, 4, 6, 3), "q", "m")
                .addVertex(
                    "y",
                    new AttentionDecoder(
                        new DecoderOptions(
                            DecoderCell.GRU, DecoderAttention.ADDITIVE, 6, 4, 0, 5, 6, 5, true, 0)),
                    "a",
                    "m");
    Data data = data(DataType.DOUBLE, true, false, true);
    ComputationGraph[] graphs = new ComputationGraph[2];
    for (int i = 0; i < 2; i++) {
      graphs[i] = graph(DataType.DOUBLE, i == 1, middle, softmax(5));
      graphs[i].output(false, data.inputs(), data.masks());
    }
    for (String vertex : List.of("a", "y")) {
      INDArray fast = ((Attentive) graphs[0].getVertex(vertex)).attentionWeights().orElseThrow();
      INDArray plain = ((Attentive) graphs[1].getVertex(vertex)).attentionWeights().orElseThrow();
      assertThat(worst(plain, fast)).as(vertex).isLessThan(1e-12);
    }
  }
}
