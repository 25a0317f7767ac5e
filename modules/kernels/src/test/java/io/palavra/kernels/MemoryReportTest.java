package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.attention.Attention;
import io.palavra.kernels.attention.AttentionPooling;
import io.palavra.kernels.attention.SelfAttention;
import io.palavra.kernels.convolution.NormalizationKind;
import io.palavra.kernels.pooling.PoolingKind;
import io.palavra.kernels.recurrent.RecurrentVertex;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryType;
import org.deeplearning4j.nn.conf.memory.MemoryUseMode;
import org.deeplearning4j.nn.conf.memory.NetworkMemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** What Deeplearning4j reports of the memory that a configuration needs. */
class MemoryReportTest {
  private static final InputType INPUT = InputType.recurrent(4, 6);

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder().updater(new Adam(0.01));
  }

  private static Layer lstm() {
    return new LSTM.Builder().nIn(4).nOut(4).activation(Activation.TANH).build();
  }

  private static Stream<Layer> layers() {
    return Stream.of(
        lstm(),
        new GRU.Builder().nOut(4).activation(Activation.TANH).build(),
        new SimpleRnn.Builder().nOut(4).activation(Activation.TANH).build(),
        new Bidirectional(lstm()),
        new SelfAttention.Builder().nOut(4).build(),
        new AttentionPooling.Builder().build(),
        new TextConvolution.Builder(2).filters(4).build(),
        new SequenceConvolution.Builder(2).nOut(4).build(),
        new SequenceNormalization.Builder(NormalizationKind.BATCH).build(),
        new SequencePooling(PoolingKind.MEAN));
  }

  private static long bytes(MemoryReport report, MemoryType type) {
    return report.getMemoryBytes(type, 1, MemoryUseMode.TRAINING, CacheMode.NONE, DataType.FLOAT);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aLayersParametersAndUpdaterAreCounted(Layer layer) {
    MultiLayerConfiguration conf = base().list().layer(layer).setInputType(INPUT).build();
    NetworkMemoryReport report = conf.getMemoryReport(INPUT);
    assertThat(report.toString()).contains("Layer Types");
    MultiLayerNetwork network = new MultiLayerNetwork(conf);
    network.init();
    assertThat(bytes(report, MemoryType.PARAMETERS)).isEqualTo(4 * network.numParams());
    long state = network.numParams() == 0 ? 0 : network.getUpdater().getStateViewArray().length();
    assertThat(bytes(report, MemoryType.UPDATER_STATE)).isEqualTo(4 * state);
  }

  @Test
  void tablesOfVectorsAndVerticesAreCounted() {
    InputType ids = InputType.recurrent(1, 6);
    ComputationGraphConfiguration conf =
        base()
            .graphBuilder()
            .addInputs("ids")
            .setInputTypes(ids)
            .addLayer("vectors", new EmbeddingSequenceLayer.Builder().nIn(9).nOut(4).build(), "ids")
            .addVertex("seen", Attention.multiHead(4, 4, 4, 2), "vectors", "vectors")
            .addVertex("run", new RecurrentVertex((LSTM) lstm(), 0, false), "seen")
            .setOutputs("run")
            .build();
    NetworkMemoryReport report = conf.getMemoryReport(ids);
    assertThat(report.toString()).contains("Attention").contains("EmbeddingSequenceLayer");
    ComputationGraph graph = new ComputationGraph(conf);
    graph.init();
    assertThat(bytes(report, MemoryType.PARAMETERS)).isEqualTo(4 * graph.params().length());
    assertThat(bytes(report, MemoryType.UPDATER_STATE))
        .isEqualTo(4 * graph.getUpdater().getStateViewArray().length());
  }
}
