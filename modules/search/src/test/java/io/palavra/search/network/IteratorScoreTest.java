package io.palavra.search.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class IteratorScoreTest {

  /** Says the first class where the mean over the places that count is above zero. */
  private static ComputationGraph mean() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.recurrent(1))
                .addLayer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), "in")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(1)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "mean")
                .setOutputs("out")
                .build());
    network.init();
    network.setParams(Nd4j.createFromArray(new float[][] {{1, -1, 0, 0}}));
    return network;
  }

  @Test
  void placesThatAreMaskedSayNothing() {
    INDArray features = Nd4j.createFromArray(new float[][][] {{{1, -9, -9}}});
    INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}});
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 0, 0}});
    Map<String, Double> masked = metrics(new DataSet(features, labels, mask, null));
    assertThat(masked.get("accuracy")).isEqualTo(1);
    Map<String, Double> whole = metrics(new DataSet(features, labels));
    assertThat(whole.get("accuracy")).isEqualTo(0);
    assertThat(masked.get("loss")).isLessThan(whole.get("loss"));
  }

  private static Map<String, Double> metrics(DataSet rows) {
    return new IteratorScore(() -> new ListDataSetIterator<>(List.of(rows), 1))
        .score(mean())
        .metrics();
  }
}
