package io.palavra.kernels.output;

import static io.palavra.kernels.part.Probe.checkGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.SimpleRnn;
import io.palavra.kernels.fit.FusedFit;
import io.palavra.kernels.part.Probe.Data;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class TiedWeightsTest {
  private static final INDArray IDS = Nd4j.createFromArray(new int[][] {{1, 2, 5}, {0, 3, 3}});
  private static final INDArray LABELS = Nd4j.createFromArray(new int[][] {{2, 5, 4}, {3, 3, 1}});

  private static ComputationGraph graph(DataType type) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(5)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("ids")
                .addLayer(
                    "vectors", new EmbeddingSequenceLayer.Builder().nIn(6).nOut(4).build(), "ids")
                .addLayer(
                    "h",
                    new SimpleRnn.Builder().nIn(4).nOut(4).activation(Activation.TANH).build(),
                    "vectors")
                .addLayer("out", new SoftmaxOutput.Builder().nIn(4).nOut(6).build(), "h")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  @Test
  void theTableHasTheGradientOfBothUses() {
    ComputationGraph graph = graph(DataType.DOUBLE);
    TiedWeights.tie(graph, "vectors", "out");
    checkGradient("tied", graph, new Data(new INDArray[] {IDS}, LABELS, null, null), 1);
  }

  @Test
  void bothStayTheSameInTraining() {
    ComputationGraph graph = graph(DataType.FLOAT);
    TiedWeights.tie(graph, "vectors", "out");
    assertThat(FusedFit.install(graph)).isTrue();
    MultiDataSet data = new MultiDataSet(IDS, LABELS);
    double before = graph.score(data);
    INDArray table = graph.getParam("vectors_W").dup();
    for (int i = 0; i < 30; i++) {
      graph.fit(data);
    }
    assertThat(graph.getParam("out_W")).isEqualTo(graph.getParam("vectors_W"));
    assertThat(graph.getParam("vectors_W").getRow(4)).isNotEqualTo(table.getRow(4));
    assertThat(graph.score(data)).isLessThan(before / 2);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    ComputationGraph graph = graph(DataType.FLOAT);
    assertThatThrownBy(() -> TiedWeights.tie(graph, "h", "out")).hasMessageContaining("layer h");
    assertThatThrownBy(() -> TiedWeights.tie(graph, "vectors", "h"))
        .hasMessageContaining("layer h");
  }
}
