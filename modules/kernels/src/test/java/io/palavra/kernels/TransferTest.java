package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.attention.Attention;
import io.palavra.kernels.attention.SelfAttention;
import io.palavra.kernels.convolution.NormalizationKind;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.pooling.PoolingKind;
import io.palavra.kernels.transformer.FeedForward;
import io.palavra.kernels.transformer.TransformerEncoder;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Parameters that go from one network to another, and layers that stand still in a training. */
class TransferTest {
  private static final int WIDTH = 4;

  private static GraphBuilder graph(int seed) {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .seed(seed)
        .updater(new Sgd(0.1))
        .graphBuilder();
  }

  private static ComputationGraph of(GraphBuilder graph) {
    ComputationGraph network = new ComputationGraph(graph.setOutputs("out").build());
    network.init();
    return network;
  }

  private static OutputLayer output(int in) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(in)
        .nOut(2)
        .activation(Activation.SOFTMAX)
        .build();
  }

  /** Ids through a layer of each kind whose parameters are matrices of its own. */
  private static ComputationGraph words(int seed) {
    return of(
        graph(seed)
            .addInputs("ids")
            .addLayer(
                "vectors", new EmbeddingSequenceLayer.Builder().nIn(9).nOut(WIDTH).build(), "ids")
            .addLayer("encoder", encoder(), "vectors")
            .addLayer("steps", convolution(1), "encoder")
            .addLayer("lstm", lstm(WIDTH), "steps")
            .addVertex("attention", Attention.multiHead(WIDTH, WIDTH, WIDTH, 2), "lstm")
            .addLayer(
                "windows",
                new TextConvolution.Builder(1, 2).nIn(WIDTH).filters(3, 3).build(),
                "attention")
            .addLayer("out", output(6), "windows"));
  }

  private static LSTM lstm(int in) {
    return new LSTM.Builder().nIn(in).nOut(WIDTH).activation(Activation.TANH).build();
  }

  private static TransformerEncoder encoder() {
    return new TransformerEncoder.Builder().nIn(WIDTH).heads(2).build();
  }

  private static SequenceConvolution convolution(int dilation) {
    return new SequenceConvolution.Builder(3)
        .nIn(WIDTH)
        .nOut(WIDTH)
        .dilation(dilation)
        .activation(Activation.TANH)
        .build();
  }

  @Test
  void aLayerThatIsGivenItsOwnParametersStaysWhatItIs() {
    ComputationGraph network = words(1);
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      INDArray before = layer.params().dup();
      layer.setParams(before.dup());
      assertThat(layer.params()).as(layer.conf().getLayer().getLayerName()).isEqualTo(before);
    }
  }

  @Test
  void whatLiesBelowAReplacedOutputAnswersAsBefore() {
    ComputationGraph network =
        of(
            graph(1)
                .addInputs("ids")
                .addLayer(
                    "vectors",
                    new EmbeddingSequenceLayer.Builder().nIn(9).nOut(WIDTH).build(),
                    "ids")
                .addLayer("encoder", encoder(), "vectors")
                .addLayer("pooled", new SequencePooling(PoolingKind.MAX), "encoder")
                .addLayer("out", output(WIDTH), "pooled"));
    ComputationGraph tuned =
        new TransferLearning.GraphBuilder(network)
            .fineTuneConfiguration(
                new FineTuneConfiguration.Builder().updater(new Adam(1e-4)).build())
            .setFeatureExtractor("encoder")
            .nOutReplace("out", 3, WeightInit.XAVIER)
            .build();
    INDArray ids = Nd4j.createFromArray(new double[][] {{0, 1, 2, 3, 4}});
    INDArray expected = network.feedForward(ids, false).get("pooled");
    INDArray actual = tuned.feedForward(ids, false).get("pooled").castTo(DataType.DOUBLE);
    assertThat(actual.distance2(expected)).isLessThan(1e-6);
  }

  @Test
  void parametersOfVerticesAreCopiedWithThoseOfLayers() {
    ComputationGraph from = words(1);
    ComputationGraph to = words(2);
    assertThat(to.params()).isNotEqualTo(from.params());
    StockWeights.copy(from, to);
    assertThat(to.params()).isEqualTo(from.params());
  }

  static Stream<Layer> frozen() {
    return Stream.of(
        lstm(WIDTH),
        new GRU.Builder().nIn(WIDTH).nOut(WIDTH).activation(Activation.TANH).build(),
        new SimpleRnn.Builder().nIn(WIDTH).nOut(WIDTH).activation(Activation.TANH).build(),
        new Bidirectional(Bidirectional.Mode.ADD, lstm(WIDTH)),
        encoder(),
        new TransformerEncoder.Builder().nIn(WIDTH).heads(2).residualDropOut(0.5).build(),
        new SelfAttention.Builder().nIn(WIDTH).nOut(WIDTH).heads(2).build(),
        new FeedForward.Builder().nIn(WIDTH).nOut(WIDTH).inner(8).build(),
        convolution(1),
        convolution(2),
        new SequenceNormalization.Builder(NormalizationKind.LAYER).nIn(WIDTH).nOut(WIDTH).build(),
        new SequenceNormalization.Builder(NormalizationKind.BATCH).nIn(WIDTH).nOut(WIDTH).build());
  }

  private static ComputationGraph around(Layer layer) {
    return of(
        graph(1)
            .addInputs("x")
            .addLayer("below", lstm(3), "x")
            .addLayer("frozen", new FrozenLayerWithBackprop(layer), "below")
            .addLayer("out", new SoftmaxOutput.Builder().nIn(WIDTH).nOut(5).build(), "frozen"));
  }

  private static double score(ComputationGraph network, MultiDataSet data) {
    network.setInputs(data.getFeatures());
    network.setLabels(data.getLabels());
    network.computeGradientAndScore();
    return network.score();
  }

  private static MultiDataSet data(int seed, int time) {
    Nd4j.getRandom().setSeed(seed);
    INDArray labels = Nd4j.createUninitialized(DataType.DOUBLE, 2, time);
    for (int i = 0; i < labels.length(); i++) {
      labels.putScalar(i, (i + seed) % 5);
    }
    return new MultiDataSet(Nd4j.randn(DataType.DOUBLE, 2, 3, time), labels);
  }

  @ParameterizedTest
  @MethodSource("frozen")
  void belowAFrozenLayerGradientsAreThoseOfCentralDifferences(Layer layer) {
    ComputationGraph network = around(layer);
    network.fit(data(1, 7));
    INDArray still = network.getLayer("frozen").params().dup();
    MultiDataSet data = data(2, 5);
    score(network, data);
    INDArray gradient = network.gradient().getGradientFor("below_W").dup();
    INDArray weights = network.getLayer("below").getParam("W");
    for (int[] at : List.of(new int[] {0, 0}, new int[] {1, 5}, new int[] {2, 15})) {
      double weight = weights.getDouble(at);
      weights.putScalar(at, weight + 1e-6);
      double up = score(network, data);
      weights.putScalar(at, weight - 1e-6);
      double down = score(network, data);
      weights.putScalar(at, weight);
      // The score is the mean over two sequences, the gradient their sum.
      assertThat(gradient.getDouble(at) / 2).isCloseTo((up - down) / 2e-6, within(1e-7));
    }
    assertThat(network.getLayer("frozen").params()).isEqualTo(still);
  }
}
