package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.attention.AttentionPooling;
import io.palavra.kernels.convolution.NormalizationKind;
import io.palavra.kernels.transformer.LayerNorm;
import io.palavra.kernels.transformer.PositionalEncoding;
import io.palavra.kernels.transformer.TransformerEncoder;
import java.util.stream.Stream;
import org.deeplearning4j.exception.DL4JInvalidConfigException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers whose width follows from something else, when {@code TransferLearning} replaces it. */
class ReplacedWidthTest {

  private static Stream<Layer> fixed() {
    return Stream.of(
        new TextConvolution.Builder(2, 3).filters(4).build(),
        new SequenceNormalization.Builder(NormalizationKind.LAYER).build(),
        new LayerNorm.Builder().build(),
        new PositionalEncoding.Builder().learned(9).build(),
        new TransformerEncoder.Builder().heads(2).build(),
        new AttentionPooling.Builder().build());
  }

  private static MultiLayerNetwork network(Layer layer) {
    boolean pools = layer instanceof TextConvolution || layer instanceof AttentionPooling;
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new LSTM.Builder().nOut(6).activation(Activation.TANH).build())
                .layer(layer)
                .layer(
                    pools
                        ? new OutputLayer.Builder(LossFunction.MCXENT).nOut(2).build()
                        : new RnnOutputLayer.Builder(LossFunction.MCXENT)
                            .nOut(2)
                            .activation(Activation.SOFTMAX)
                            .build())
                .setInputType(InputType.recurrent(3))
                .build());
    network.init();
    return network;
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void anotherNumberOfOutputsIsNamed(Layer layer) {
    MultiLayerNetwork network = network(layer);
    assertThatThrownBy(
            () ->
                new TransferLearning.Builder(network).nOutReplace(1, 10, WeightInit.XAVIER).build())
        .isInstanceOf(DL4JInvalidConfigException.class)
        .hasMessageContaining(layer.getClass().getSimpleName())
        .hasMessageContaining("nOut = 10");
    ComputationGraph graph = network.toComputationGraph();
    assertThatThrownBy(
            () ->
                new TransferLearning.GraphBuilder(graph)
                    .nOutReplace("1", 10, WeightInit.XAVIER)
                    .build())
        .isInstanceOf(DL4JInvalidConfigException.class)
        .hasMessageContaining("nOut = 10");
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void anotherNumberOfInputsIsNamedWhereItIsThatOfOutputs(Layer layer) {
    if (layer instanceof TextConvolution) {
      return;
    }
    MultiLayerNetwork network = network(layer);
    assertThatThrownBy(
            () ->
                new TransferLearning.Builder(network).nOutReplace(0, 10, WeightInit.XAVIER).build())
        .isInstanceOf(DL4JInvalidConfigException.class)
        .hasMessageContaining("nIn = 10");
  }

  @Test
  void aTextConvolutionOfItsOwnWidthComputesBehindAReplacedLayer() {
    MultiLayerNetwork network =
        new TransferLearning.Builder(network(new TextConvolution.Builder(2, 3).filters(4).build()))
            .nOutReplace(0, 10, WeightInit.XAVIER)
            .build();
    assertThat(network.output(Nd4j.rand(3, 3, 6)).shape()).containsExactly(3, 2);
  }
}
