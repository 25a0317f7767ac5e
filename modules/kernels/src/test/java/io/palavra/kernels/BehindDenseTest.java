package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.attention.Attention;
import io.palavra.kernels.attention.AttentionPooling;
import io.palavra.kernels.attention.SelfAttention;
import io.palavra.kernels.crf.CrfOutput;
import io.palavra.kernels.output.SoftmaxOutput;
import io.palavra.kernels.part.Probe;
import io.palavra.kernels.pooling.PoolingKind;
import io.palavra.kernels.transformer.LayerNorm;
import io.palavra.kernels.transformer.PositionalEncoding;
import io.palavra.kernels.transformer.TransformerEncoder;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers that look at whole sequences, behind a dense layer, which takes each step by itself. */
class BehindDenseTest {
  private static final int STEPS = 5;

  private static Stream<Layer> layers() {
    return Stream.of(
        new SelfAttention.Builder().nOut(4).heads(2).build(),
        new TransformerEncoder.Builder().heads(2).build(),
        new PositionalEncoding.Builder().build(),
        new AttentionPooling.Builder().size(3).build(),
        new TextConvolution.Builder(2).filters(4).activation(Activation.TANH).build(),
        new SequenceConvolution.Builder(3).nOut(4).activation(Activation.TANH).build(),
        new SequenceNormalization.Builder(io.palavra.kernels.convolution.NormalizationKind.BATCH)
            .build(),
        new SequencePooling(PoolingKind.MEAN));
  }

  private static Layer dense() {
    return new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build();
  }

  private static boolean pools(Layer layer) {
    return layer instanceof AttentionPooling
        || layer instanceof TextConvolution
        || layer instanceof SequencePooling;
  }

  private static Layer output(boolean vectors) {
    return vectors
        ? new org.deeplearning4j.nn.conf.layers.OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(2)
            .activation(Activation.SOFTMAX)
            .build()
        : new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nOut(2)
            .activation(Activation.SOFTMAX)
            .build();
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .dataType(DataType.DOUBLE)
        .updater(new Sgd(0.1));
  }

  private static MultiLayerNetwork network(Layer first, Layer layer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base()
                .list()
                .layer(first)
                .layer(layer)
                .layer(output(pools(layer)))
                .setInputType(InputType.recurrent(3))
                .build());
    network.init();
    return network;
  }

  private static INDArray sequences(int batch) {
    return Probe.random(DataType.DOUBLE, 7, batch, 3, STEPS);
  }

  private static INDArray firstStep(INDArray out) {
    assertThat(out.shape()).containsExactly(1, 4, STEPS);
    return out.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(0)).dup();
  }

  /** As a sequence convolution of width 1, which keeps sequences, computes it. */
  private static Layer stepwise() {
    return new SequenceConvolution.Builder(1).nOut(4).activation(Activation.TANH).build();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void theyComputeWhatTheyDoBehindALayerThatKeepsSequences(Layer layer) {
    MultiLayerNetwork behind = network(dense(), layer.clone());
    MultiLayerNetwork plain = network(stepwise(), layer.clone());
    plain.setParams(behind.params().dup());
    plain.setParam("0_W1", behind.getParam("0_W").dup());
    plain.setParam("0_b", behind.getParam("0_b").dup());
    for (int i = 0; i < 3; i++) {
      INDArray x = sequences(4).addi(0.1 * i);
      INDArray y = behind.output(x).mul(0);
      y.get(NDArrayIndex.all(), NDArrayIndex.point(0)).assign(1);
      INDArray mask = Probe.mask(3, 4, STEPS).castTo(DataType.DOUBLE);
      INDArray labelMask = y.rank() == 3 ? mask : null;
      assertThat(
              Probe.worst(
                  plain.output(x, false, mask, labelMask),
                  behind.output(x, false, mask, labelMask)))
          .isLessThan(1e-9);
      plain.fit(new DataSet(x, y, mask, labelMask));
      behind.fit(new DataSet(x, y, mask, labelMask));
      assertThat(Probe.worst(plain.getParam("2_W"), behind.getParam("2_W"))).isLessThan(1e-9);
      assertThat(Probe.worst(plain.getParam("0_b"), behind.getParam("0_b"))).isLessThan(1e-9);
    }
  }

  @ParameterizedTest
  @EnumSource(RNNFormat.class)
  void inAGraphTheFirstStepSeesTheLast(RNNFormat format) {
    ComputationGraph graph =
        new ComputationGraph(
            base()
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.recurrent(3, format))
                .addLayer("dense", dense(), "x")
                .addLayer("norm", new LayerNorm.Builder().build(), "dense")
                .addLayer("seen", new SelfAttention.Builder().nOut(4).heads(2).build(), "norm")
                .setOutputs("seen")
                .build());
    graph.init();
    INDArray x = sequences(1);
    INDArray other = x.dup();
    other.putScalar(new int[] {0, 0, STEPS - 1}, 9);
    INDArray[] outs = new INDArray[2];
    for (int i = 0; i < 2; i++) {
      INDArray in = i == 0 ? x : other;
      outs[i] =
          firstStep(graph.output(format == RNNFormat.NWC ? in.permute(0, 2, 1).dup() : in)[0]);
    }
    assertThat(Probe.worst(outs[0], outs[1])).isGreaterThan(1e-4);
  }

  private static Stream<Layer> taggers() {
    return Stream.of(
        new CrfOutput.Builder().nOut(2).build(), new SoftmaxOutput.Builder().nOut(2).build());
  }

  @ParameterizedTest
  @MethodSource("taggers")
  void labelsOfStepsAreLearnedBehindADenseLayer(Layer last) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            base().list().layer(dense()).layer(last).setInputType(InputType.recurrent(3)).build());
    network.init();
    INDArray labels = Nd4j.create(DataType.DOUBLE, 4, STEPS);
    network.fit(sequences(4), labels);
    double before = network.score();
    for (int i = 0; i < 20; i++) {
      network.fit(sequences(4), labels);
    }
    assertThat(network.score()).isLessThan(before);
    assertThat(network.output(sequences(4)).shape()).containsExactly(4, 2, STEPS);
  }

  private static GraphBuilder attended(GraphBuilder graph, String keys) {
    return graph.addVertex("seen", Attention.multiHead(4, 4, 4, 2), keys, keys).setOutputs("seen");
  }

  @Test
  void aVertexNamesWhatItCanNotRead() {
    GraphBuilder graph =
        base()
            .graphBuilder()
            .addInputs("x")
            .setInputTypes(InputType.recurrent(3))
            .addLayer("dense", dense(), "x");
    assertThatThrownBy(() -> attended(graph, "dense").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Attention reads")
        .hasMessageContaining("FeedForwardToRnnPreProcessor");
    ComputationGraph mended =
        new ComputationGraph(
            attended(
                    base()
                        .graphBuilder()
                        .addInputs("x")
                        .setInputTypes(InputType.recurrent(3))
                        .addLayer("dense", dense(), "x")
                        .addVertex(
                            "steps",
                            new PreprocessorVertex(new FeedForwardToRnnPreProcessor()),
                            "dense"),
                    "steps")
                .build());
    mended.init();
    assertThat(mended.output(sequences(2))[0].shape()).containsExactly(2, 4, STEPS);
  }
}
