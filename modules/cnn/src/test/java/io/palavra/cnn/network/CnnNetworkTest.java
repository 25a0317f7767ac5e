package io.palavra.cnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.cnn.CnnOptions;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.classification.NetworkShape;
import io.palavra.training.kind.LayerChoice;
import io.palavra.training.options.OptionBinder;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class CnnNetworkTest {
  private static final INDArray IDS =
      Nd4j.createFromArray(new float[][] {{2, 3, 4, 5, 6}, {6, 2, 2, 0, 0}, {5, 0, 0, 0, 0}});
  private static final INDArray MASK =
      Nd4j.createFromArray(new float[][] {{1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}, {1, 0, 0, 0, 0}});
  private static final INDArray LABELS =
      Nd4j.createFromArray(new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});

  private static CnnOptions options(String... sets) {
    return OptionBinder.bind(CnnOptions.defaults(), Optional.empty(), List.of(sets));
  }

  private static ComputationGraph network(LayerChoice layers, boolean learning, String... sets) {
    CnnOptions options = options(sets);
    ComputationGraph network =
        new ComputationGraph(
            CnnNetwork.configuration(
                new NeuralNetConfiguration.Builder().seed(5).updater(new Sgd(0.5)),
                options.network(),
                options.text().tokenizer(),
                new NetworkShape(7, 3, false, layers, learning)));
    network.init();
    return network;
  }

  private static INDArray answer(ComputationGraph network) {
    return network.output(false, new INDArray[] {IDS}, new INDArray[] {MASK}, null)[0];
  }

  private static void step(ComputationGraph network) {
    network.fit(new INDArray[] {IDS}, new INDArray[] {LABELS}, new INDArray[] {MASK}, null);
  }

  @Test
  void stockLayersWithTheSameWeightsGiveTheSameAnswer() {
    String[] sets = {"widths=2,3", "filters=4", "embedding=5"};
    ComputationGraph kernels = network(LayerChoice.KERNELS, false, sets);
    ComputationGraph stock = network(LayerChoice.STOCK, false, sets);
    stock.getParam("embedding_W").assign(kernels.getParam("embedding_W"));
    stock.getParam("classes_W").assign(kernels.getParam("classes_W"));
    for (int width : new int[] {2, 3}) {
      INDArray theirs = stock.getParam("filters-" + width + "_W");
      INDArray ours = kernels.getParam("filters_W" + width);
      theirs.assign(ours.dup('c').reshape('c', theirs.shape()));
    }
    assertThat(answer(kernels).sub(answer(stock)).amaxNumber().doubleValue())
        .isCloseTo(0, within(1e-6));
  }

  @Test
  void staticVectorsDoNotLearnAndTheOthersDo() {
    for (LayerChoice layers : LayerChoice.values()) {
      ComputationGraph fixed = network(layers, true, "vectors=static", "embedding=5");
      INDArray before = fixed.getParam("embedding_W").dup();
      INDArray classes = fixed.getParam("classes_W").dup();
      step(fixed);
      assertThat(fixed.getParam("embedding_W")).isEqualTo(before);
      assertThat(fixed.getParam("classes_W")).isNotEqualTo(classes);
    }
    ComputationGraph both =
        network(LayerChoice.KERNELS, true, "vectors=multichannel", "embedding=5");
    float[] learning = both.getParam("embedding_W").dup().data().asFloat();
    INDArray staying = both.getParam("fixed-embedding_W").dup();
    step(both);
    assertThat(both.getParam("embedding_W").dup().data().asFloat()).isNotEqualTo(learning);
    assertThat(both.getParam("fixed-embedding_W")).isEqualTo(staying);
  }

  @Test
  void oneHotVectorsAreThoseOfTheMostFrequentTokens() {
    ComputationGraph network = network(LayerChoice.KERNELS, true, "style=dna");
    double[][] table = network.getParam("embedding_W").toDoubleMatrix();
    assertThat(table)
        .isDeepEqualTo(
            new double[][] {
              {0, 0, 0, 0},
              {0, 0, 0, 0},
              {1, 0, 0, 0},
              {0, 1, 0, 0},
              {0, 0, 1, 0},
              {0, 0, 0, 1},
              {0, 0, 0, 0}
            });
    step(network);
    assertThat(network.getParam("embedding_W").toDoubleMatrix()).isDeepEqualTo(table);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"style=kim", "style=stacked", "style=dilated", "style=character", "style=dna"})
  void everyStyleLearnsByOneStep(String style) {
    ComputationGraph network =
        network(LayerChoice.KERNELS, true, style, "filters=6", "denseLayers=1", "dense=5");
    float[] before = network.params().dup().data().asFloat();
    step(network);
    assertThat(network.params().dup().data().asFloat()).isNotEqualTo(before);
    assertThat(answer(network).isNaN().any()).isFalse();
  }

  @Test
  void theLongestWeightVectorIsKept() {
    ComputationGraph network = network(LayerChoice.KERNELS, true, "maxNorm=0.5", "embedding=5");
    step(network);
    assertThat(network.getParam("classes_W").norm2(0).maxNumber().doubleValue())
        .isLessThanOrEqualTo(0.5 + 1e-6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kMax=2",
        "border=wide",
        "style=stacked",
        "normalization=layer",
        "vectors=multichannel"
      })
  void whatStockLayersLackIsRefusedByName(String set) {
    String[] sets =
        set.startsWith("normalization") ? new String[] {"style=dilated", set} : new String[] {set};
    assertThatThrownBy(() -> network(LayerChoice.STOCK, false, sets))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(set.startsWith("style") ? "pools" : set.split("=")[0])
        .hasMessageContaining("kernels");
  }
}
