package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.part.Probe;
import io.palavra.kernels.pooling.PoolingKind;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class PoolingTest {

  private static MultiLayerNetwork network(DataType type, Layer pooling) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(3)
                .updater(new NoOp())
                .list()
                .layer(new SimpleRnn.Builder().nIn(3).nOut(5).activation(Activation.TANH).build())
                .layer(pooling)
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(5)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  @ParameterizedTest
  @CsvSource({"MAX, MAX", "MEAN, AVG", "SUM, SUM"})
  void poolsAsTheStockLayerMaskedAndNot(PoolingKind kind, PoolingType stockKind) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      for (boolean masked : new boolean[] {false, true}) {
        MultiLayerNetwork fast = network(type, new SequencePooling(kind));
        MultiLayerNetwork stock = network(type, new GlobalPoolingLayer.Builder(stockKind).build());
        INDArray x = Nd4j.randn(type, 4, 3, 7);
        INDArray y =
            Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {1, 0}, {1, 0}}).castTo(type);
        INDArray mask =
            masked
                ? Nd4j.createFromArray(
                        new float[][] {
                          {1, 1, 1, 1, 1, 1, 1},
                          {1, 1, 0, 0, 0, 0, 0},
                          {0, 0, 1, 1, 1, 1, 0},
                          {1, 0, 0, 0, 0, 0, 0}
                        })
                    .castTo(type)
                : null;
        INDArray difference =
            Probe.gradient(fast, x, y, mask, null).sub(Probe.gradient(stock, x, y, mask, null));
        assertThat(difference.norm2Number().doubleValue())
            .as("%s %s masked %s", kind, type, masked)
            .isLessThan(type == DataType.FLOAT ? 1e-5 : 1e-10);
      }
    }
  }

  @Test
  void theLastStepIsTheLastThatCounts() {
    MultiLayerNetwork network = network(DataType.FLOAT, new SequencePooling(PoolingKind.LAST));
    INDArray x = Nd4j.randn(DataType.FLOAT, 2, 3, 4);
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1, 0, 0}, {0, 1, 1, 1}});
    java.util.List<INDArray> activations = network.feedForward(x, mask, null);
    for (int j = 0; j < 5; j++) {
      assertThat(activations.get(2).getDouble(0, j))
          .isEqualTo(activations.get(1).getDouble(0, j, 1));
      assertThat(activations.get(2).getDouble(1, j))
          .isEqualTo(activations.get(1).getDouble(1, j, 3));
    }
    network.clearLayerMaskArrays();
  }

  @Test
  void aSequenceWithoutStepsGivesZeros() {
    for (PoolingKind kind : PoolingKind.values()) {
      MultiLayerNetwork network = network(DataType.FLOAT, new SequencePooling(kind));
      INDArray x = Nd4j.randn(DataType.FLOAT, 2, 3, 4);
      INDArray mask = Nd4j.createFromArray(new float[][] {{0, 0, 0, 0}, {1, 1, 1, 1}});
      INDArray y = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}});
      assertThat(network.feedForward(x, mask, null).get(2).getRow(0).toFloatVector())
          .containsOnly(0);
      network.clearLayerMaskArrays();
      assertThat(Probe.gradient(network, x, y, mask, null).isNaN().any()).isFalse();
    }
  }
}
