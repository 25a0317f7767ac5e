package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.kernels.part.Probe;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class EmbeddingTest {
  private static final int IDS = 11;

  private static MultiLayerNetwork network(DataType type, Layer embedding, int width) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .seed(3)
                .updater(new NoOp())
                .list()
                .layer(embedding)
                .layer(
                    new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(width)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .dataFormat(RNNFormat.NCW)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static INDArray ids(long seed, int batch, int steps) {
    Random random = new Random(seed);
    INDArray ids = Nd4j.create(DataType.INT32, batch, steps);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        ids.putScalar(b, t, random.nextInt(IDS));
      }
    }
    return ids;
  }

  private static INDArray labels(DataType type, int batch, int steps) {
    INDArray labels = Nd4j.zeros(type, batch, 2, steps);
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        labels.putScalar(new int[] {b, (b + t) % 2, t}, 1);
      }
    }
    return labels;
  }

  private static void step(MultiLayerNetwork network, INDArray x, INDArray y, INDArray mask) {
    network.setInput(x);
    network.setLabels(y);
    network.setLayerMaskArrays(mask, mask);
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
  }

  @Test
  void computesWhatTheStockLayerComputesMaskedAndNot() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      for (boolean masked : new boolean[] {false, true}) {
        for (int width = 1; width < 40; width += 13) {
          MultiLayerNetwork fast =
              network(
                  type, new EmbeddingSequenceLayer.Builder().nIn(IDS).nOut(width).build(), width);
          MultiLayerNetwork stock =
              network(
                  type,
                  new org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer.Builder()
                      .nIn(IDS)
                      .nOut(width)
                      .build(),
                  width);
          stock.paramTable().forEach(fast::setParam);
          INDArray x = ids(width, 5, 17);
          INDArray y = labels(type, 5, 17);
          INDArray mask = masked ? Nd4j.rand(DataType.FLOAT, 5, 17).gt(0.4).castTo(type) : null;
          step(fast, x, y, mask);
          step(stock, x, y, mask);
          assertThat(fast.score()).isCloseTo(stock.score(), within(1e-6));
          for (String key : new String[] {"0_W", "1_W", "1_b"}) {
            assertThat(
                    Probe.worst(
                        fast.gradient().getGradientFor(key).reshape(stock.getParam(key).shape()),
                        stock.gradient().getGradientFor(key).reshape(stock.getParam(key).shape())))
                .as("%s, %s, masked %s, width %d", key, type, masked, width)
                .isLessThan(type == DataType.FLOAT ? 1e-5 : 1e-10);
          }
        }
      }
    }
  }

  @Test
  void idsAtMaskedStepsAreNotLookedAtAndOthersAreChecked() {
    MultiLayerNetwork network =
        network(DataType.FLOAT, new EmbeddingSequenceLayer.Builder().nIn(IDS).nOut(4).build(), 4);
    INDArray x = Nd4j.createFromArray(new int[][] {{1, 2, -7}, {3, 99, 5}});
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1, 0}, {1, 0, 1}});
    INDArray out = network.feedForward(x, mask, mask).get(1);
    assertThat(out.getDouble(0, 0, 2)).isZero();
    assertThat(out.getDouble(1, 2, 1)).isZero();
    assertThat(out.getDouble(1, 2, 2)).isEqualTo(network.getParam("0_W").getDouble(5, 2));
    network.clearLayerMaskArrays();
    assertThatThrownBy(() -> network.output(x))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("id -7 at step 2 of sequence 0");
    assertThatThrownBy(() -> network.output(Nd4j.zeros(2, 3, 4)))
        .isInstanceOf(DL4JInvalidInputException.class)
        .hasMessageContaining("[2, 3, 4]");
  }

  @Test
  void vectorsToBeginWithAreTaken() {
    INDArray vectors = Nd4j.rand(DataType.FLOAT, IDS, 6);
    MultiLayerNetwork network =
        network(
            DataType.FLOAT, new EmbeddingSequenceLayer.Builder().weightInit(vectors).build(), 6);
    assertThat(Probe.worst(network.getParam("0_W"), vectors)).isZero();
    assertThat(network.feedForward(ids(1, 2, 3).reshape(2, 1, 3)).get(1).shape())
        .containsExactly(2, 6, 3);
  }

  @Test
  void droppedWordsAreZerosInTrainingAndTheOthersStayAsTheyAre() {
    MultiLayerNetwork network =
        network(
            DataType.FLOAT,
            new EmbeddingSequenceLayer.Builder().nIn(IDS).nOut(4).wordDropOut(0.3).build(),
            4);
    INDArray x = ids(1, 40, 50);
    INDArray whole = network.feedForward(x, false).get(1);
    INDArray dropped = network.feedForward(x, true).get(1);
    int zeros = 0;
    for (int b = 0; b < 40; b++) {
      for (int t = 0; t < 50; t++) {
        if (dropped.getDouble(b, 0, t) == 0) {
          zeros++;
        } else {
          assertThat(dropped.getDouble(b, 3, t)).isEqualTo(whole.getDouble(b, 3, t));
        }
      }
    }
    // 2,000 throws at 0.3: 600 in the mean, with a standard deviation of 20.5.
    assertThat(zeros).isBetween(500, 700);
    assertThatThrownBy(
            () -> new EmbeddingSequenceLayer.Builder().nIn(1).nOut(1).wordDropOut(1).build())
        .hasMessageContaining("wordDropOut");
  }

  @Test
  void settersRefuseWhatBuildersRefuse() {
    EmbeddingSequenceLayer table = new EmbeddingSequenceLayer.Builder().nIn(9).nOut(2).build();
    LSTM recurrent = new LSTM.Builder().nIn(2).nOut(2).build();
    SequenceConvolution filters = new SequenceConvolution.Builder(3).nIn(2).nOut(2).build();
    Map<String, ThrowingCallable> wrong =
        Map.of(
            "wordDropOut", () -> table.setWordDropOut(3),
            "frozenEpochs", () -> table.setFrozenEpochs(-1),
            "variationalDropOut", () -> recurrent.setVariationalDropOut(1),
            "recurrentDropOut", () -> recurrent.setRecurrentDropOut(Double.NaN),
            "width", () -> filters.setWidth(0),
            "dilation", () -> filters.setDilation(0),
            "stride", () -> new SequenceMaxPooling(2, 2).setStride(0),
            "segments", () -> new SegmentPooling(2).setSegments(0));
    wrong.forEach(
        (name, call) ->
            assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name));
    assertThat(table.getWordDropOut()).isZero();
  }
}
