package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.convolution.NormalizationKind;
import io.palavra.kernels.part.Probe;
import io.palavra.kernels.plain.PlainPath;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The averages that a normalisation by batch keeps. */
class KeptAveragesTest {
  private static final int BATCH = 6;
  private static final int STEPS = 8;
  private static final int FEATURES = 3;

  @AfterEach
  void backToKernels() {
    System.clearProperty(PlainPath.PROPERTY);
  }

  private static MultiLayerConfiguration configuration(BackpropType how) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Sgd(0.1))
        .list()
        .layer(new SequenceNormalization.Builder(NormalizationKind.BATCH).build())
        .layer(
            new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.recurrent(FEATURES))
        .backpropType(how)
        .tBPTTLength(STEPS / 2)
        .build();
  }

  private static MultiLayerNetwork network(BackpropType how) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(how));
    network.init();
    return network;
  }

  private static DataSet data(INDArray mask) {
    Nd4j.getRandom().setSeed(3);
    INDArray labels = Nd4j.zeros(BATCH, 2, STEPS);
    labels.get(NDArrayIndex.all(), NDArrayIndex.point(0), NDArrayIndex.all()).assign(1);
    return new DataSet(Nd4j.randn(BATCH, FEATURES, STEPS).addi(20), labels, mask, mask);
  }

  private static INDArray averages(MultiLayerNetwork network) {
    return Nd4j.concat(0, network.getParam("0_mean").dup(), network.getParam("0_var").dup());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBatchWithoutAnyStepThatCountsLeavesThem(boolean plain) {
    System.setProperty(PlainPath.PROPERTY, String.valueOf(plain));
    MultiLayerNetwork network = network(BackpropType.Standard);
    network.fit(data(Nd4j.ones(BATCH, STEPS)));
    INDArray before = averages(network);
    assertThat(before.getDouble(0)).isGreaterThan(1);
    network.fit(data(Nd4j.zeros(BATCH, STEPS)));
    assertThat(Probe.worst(averages(network), before)).isZero();
    assertThat(network.params().isNaN().any()).isFalse();
    network.fit(data(Nd4j.ones(BATCH, STEPS)));
    assertThat(averages(network).getDouble(0)).isGreaterThan(before.getDouble(0));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aGraphLeavesThemToo(boolean plain) {
    System.setProperty(PlainPath.PROPERTY, String.valueOf(plain));
    MultiLayerNetwork network = network(BackpropType.Standard);
    network.fit(data(Nd4j.ones(BATCH, STEPS)));
    ComputationGraph graph = network.toComputationGraph();
    INDArray before = graph.getParam("0_mean").dup();
    graph.fit(data(Nd4j.zeros(BATCH, STEPS)));
    assertThat(Probe.worst(graph.getParam("0_mean"), before)).isZero();
  }

  @Test
  void aSegmentOfPaddingAloneLeavesThem() {
    INDArray mask = Nd4j.ones(BATCH, STEPS);
    mask.get(NDArrayIndex.all(), NDArrayIndex.interval(STEPS / 2, STEPS)).assign(0);
    MultiLayerNetwork whole = network(BackpropType.Standard);
    MultiLayerNetwork parts = network(BackpropType.TruncatedBPTT);
    whole.fit(data(mask));
    parts.fit(data(mask));
    assertThat(parts.getIterationCount()).isEqualTo(2);
    assertThat(Probe.worst(averages(parts), averages(whole))).isLessThan(1e-5);
  }
}
