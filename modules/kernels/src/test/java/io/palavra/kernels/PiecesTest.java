package io.palavra.kernels;

import static io.palavra.kernels.part.Probe.random;
import static io.palavra.kernels.part.Probe.worst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.attention.Attention;
import io.palavra.kernels.attention.AttentionOptions;
import io.palavra.kernels.attention.AttentionPooling;
import io.palavra.kernels.attention.Score;
import io.palavra.kernels.attention.SelfAttention;
import io.palavra.kernels.crf.CrfOutput;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.recurrent.RecurrentVertex;
import io.palavra.kernels.transformer.FeedForward;
import io.palavra.kernels.transformer.LayerNorm;
import io.palavra.kernels.transformer.PositionalEncoding;
import io.palavra.kernels.transformer.TransformerEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/** Sequences that come in pieces: as whole ones, or refused by name. */
class PiecesTest {
  private static final int STEPS = 6;

  private static Map<String, Layer> steppers() {
    Map<String, Layer> all = new LinkedHashMap<>();
    all.put("LSTM", new LSTM.Builder().nIn(4).nOut(4).activation(Activation.TANH).build());
    all.put("GRU", new GRU.Builder().nIn(4).nOut(4).activation(Activation.TANH).build());
    all.put("rnn", new SimpleRnn.Builder().nIn(4).nOut(4).activation(Activation.TANH).build());
    all.put("norm", new LayerNorm.Builder().nIn(4).build());
    all.put("inner", new FeedForward.Builder().nIn(4).nOut(4).inner(6).build());
    all.put("one wide", new SequenceConvolution.Builder(1).nIn(4).nOut(4).build());
    return all;
  }

  private static Map<String, Layer> lookers() {
    Map<String, Layer> all = new LinkedHashMap<>();
    all.put("block", new TransformerEncoder.Builder().nIn(4).heads(2).inner(6).build());
    all.put("places", new PositionalEncoding.Builder().nIn(4).build());
    all.put("causal", new SelfAttention.Builder().nIn(4).nOut(4).heads(2).causal(true).build());
    all.put("three wide", new SequenceConvolution.Builder(3).nIn(4).nOut(4).build());
    return all;
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder().seed(5).updater(new Sgd(0.1));
  }

  private static ComputationGraph graph(BackpropType type, Layer layer, Layer out) {
    return built(type, base().graphBuilder().addInputs("x").addLayer("y", layer, "x"), out);
  }

  private static ComputationGraph graph(BackpropType type, GraphVertex vertex, int inputs) {
    String[] names = inputs == 1 ? new String[] {"x"} : new String[] {"x", "x"};
    return built(
        type,
        base().graphBuilder().addInputs("x").addVertex("y", vertex, names),
        new SoftmaxOutput.Builder().nIn(4).nOut(3).build());
  }

  private static ComputationGraph built(BackpropType type, GraphBuilder builder, Layer out) {
    ComputationGraph graph =
        new ComputationGraph(
            builder
                .addLayer("out", out, "y")
                .setOutputs("out")
                .backpropType(type)
                .tBPTTLength(3)
                .build());
    graph.init();
    return graph;
  }

  private static INDArray piece(INDArray x, int from, int to) {
    return x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to)).dup();
  }

  private static Layer softmax() {
    return new SoftmaxOutput.Builder().nIn(4).nOut(3).build();
  }

  @Test
  void whatReadsStepsOneByOneGivesTheSameInPieces() {
    steppers()
        .forEach(
            (name, layer) -> {
              ComputationGraph graph = graph(BackpropType.Standard, layer, softmax());
              INDArray x = random(DataType.FLOAT, 1, 2, 4, STEPS);
              INDArray whole = graph.outputSingle(x);
              INDArray first = graph.rnnTimeStep(piece(x, 0, 2))[0];
              INDArray second = graph.rnnTimeStep(piece(x, 2, STEPS))[0];
              assertThat(worst(Nd4j.concat(2, first, second), whole)).as(name).isLessThan(1e-6);
            });
  }

  @Test
  void whatLooksAroundRefusesPiecesByName() {
    INDArray x = random(DataType.FLOAT, 1, 2, 4, STEPS);
    INDArray labels = Nd4j.ones(2, 1, STEPS);
    lookers()
        .forEach(
            (name, layer) -> {
              ComputationGraph graph = graph(BackpropType.Standard, layer, softmax());
              graph.outputSingle(x);
              assertThatThrownBy(() -> graph.rnnTimeStep(piece(x, 0, 1)))
                  .as(name)
                  .isInstanceOf(UnsupportedOperationException.class)
                  .hasMessageContaining("rnnTimeStep cuts sequences")
                  .hasMessageContaining("layer name: y");
              ComputationGraph trained = graph(BackpropType.TruncatedBPTT, layer, softmax());
              INDArray before = trained.params().dup();
              assertThatThrownBy(() -> trained.fit(new INDArray[] {x}, new INDArray[] {labels}))
                  .as(name)
                  .isInstanceOf(UnsupportedOperationException.class)
                  .hasMessageContaining("truncated back-propagation cuts sequences")
                  .hasMessageContaining("layer name: y");
              assertThat(trained.params()).as(name).isEqualTo(before);
            });
  }

  @Test
  void whatMakesOneVectorOfASequenceRefusesPiecesOfIt() {
    Map<String, Layer> all =
        Map.of(
            "looking", new AttentionPooling.Builder().nIn(4).size(3).build(),
            "filters", new TextConvolution.Builder(2, 3).nIn(4).filters(3).build());
    all.forEach(
        (name, layer) -> {
          ComputationGraph graph =
              new ComputationGraph(
                  base()
                      .graphBuilder()
                      .addInputs("x")
                      .addLayer("y", layer, "x")
                      .setOutputs("y")
                      .build());
          graph.init();
          assertThatThrownBy(() -> graph.rnnTimeStep(Nd4j.ones(2, 4, 3)))
              .as(name)
              .isInstanceOf(UnsupportedOperationException.class)
              .hasMessageContaining("rnnTimeStep cuts sequences");
        });
  }

  @Test
  void inANetworkOfLayersItIsRefusedAsWell() {
    INDArray x = random(DataType.FLOAT, 1, 2, 4, STEPS);
    lookers()
        .forEach(
            (name, layer) -> {
              MultiLayerNetwork network =
                  new MultiLayerNetwork(
                      base()
                          .list(layer, softmax())
                          .backpropType(BackpropType.TruncatedBPTT)
                          .tBPTTLength(3)
                          .build());
              network.init();
              assertThatThrownBy(() -> network.rnnTimeStep(piece(x, 0, 1)))
                  .as(name)
                  .isInstanceOf(UnsupportedOperationException.class);
              assertThatThrownBy(() -> network.fit(x, Nd4j.ones(2, 1, STEPS)))
                  .as(name)
                  .isInstanceOf(UnsupportedOperationException.class)
                  .hasMessageContaining("BackpropType.Standard");
            });
  }

  @Test
  void aChainAtTheEndIsRefused() {
    Layer chain = new CrfOutput.Builder().nIn(4).nOut(3).build();
    ComputationGraph graph = graph(BackpropType.TruncatedBPTT, steppers().get("LSTM"), chain);
    INDArray x = random(DataType.FLOAT, 1, 2, 4, STEPS);
    assertThatThrownBy(() -> graph.fit(new INDArray[] {x}, new INDArray[] {Nd4j.ones(2, 1, STEPS)}))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("layer name: out, type: CrfOutput");
    assertThatThrownBy(() -> graph.rnnTimeStep(piece(x, 0, 1)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("layer name: out, type: CrfOutput");
  }

  @Test
  void aVertexRefusesToLearnFromPiecesAndStillAnswers() {
    Map<GraphVertex, Integer> vertices =
        Map.of(
            new RecurrentVertex(
                new LSTM.Builder().nIn(4).nOut(4).activation(Activation.TANH).build(), 0, false),
            1,
            new Attention(new AttentionOptions(Score.SCALED_DOT, 4, 4, 4, 2, 4, false)),
            2);
    vertices.forEach(
        (vertex, inputs) -> {
          ComputationGraph graph = graph(BackpropType.TruncatedBPTT, vertex, inputs);
          INDArray x = random(DataType.FLOAT, 1, 2, 4, STEPS);
          INDArray before = graph.params().dup();
          assertThatThrownBy(
                  () -> graph.fit(new INDArray[] {x}, new INDArray[] {Nd4j.ones(2, 1, STEPS)}))
              .isInstanceOf(UnsupportedOperationException.class)
              .hasMessageContaining("vertex name: y");
          assertThat(graph.params()).isEqualTo(before);
          assertThat(graph.outputSingle(x).shape()).containsExactly(2, 3, STEPS);
        });
  }
}
