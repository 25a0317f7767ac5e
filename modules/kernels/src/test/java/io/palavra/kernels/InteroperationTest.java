package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.fit.FusedFit;
import io.palavra.kernels.pooling.PoolingKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingGraphTrainer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What Deeplearning4j does with networks, it does with networks of these layers. */
class InteroperationTest {
  private static final int IDS = 17;

  private static ComputationGraph network(Layer vectors, Layer both, Layer pooled, int seed) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(0.02))
                .graphBuilder()
                .addInputs("ids")
                .addLayer("vectors", vectors, "ids")
                .addLayer("both", both, "vectors")
                .addLayer("pooled", pooled, "both")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(10)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "pooled")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph fast(int seed) {
    return network(
        new EmbeddingSequenceLayer.Builder().nIn(IDS).nOut(6).build(),
        new Bidirectional(new LSTM.Builder().nIn(6).nOut(5).activation(Activation.TANH).build()),
        new SequencePooling(PoolingKind.MAX),
        seed);
  }

  private static ComputationGraph stock(int seed) {
    return network(
        new org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer.Builder()
            .nIn(IDS)
            .nOut(6)
            .build(),
        new org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional(
            new org.deeplearning4j.nn.conf.layers.LSTM.Builder()
                .nIn(6)
                .nOut(5)
                .activation(Activation.TANH)
                .build()),
        new GlobalPoolingLayer.Builder(PoolingType.MAX).build(),
        seed);
  }

  /** Sequences whose class is whether id 3 is among their ids. */
  private static DataSet batch(long seed) {
    Random random = new Random(seed);
    INDArray x = Nd4j.create(DataType.FLOAT, 16, 8);
    INDArray y = Nd4j.zeros(16, 2);
    for (int b = 0; b < 16; b++) {
      for (int t = 0; t < 8; t++) {
        x.putScalar(b, t, 4 + random.nextInt(IDS - 4));
      }
      boolean has = random.nextBoolean();
      if (has) {
        x.putScalar(b, random.nextInt(8), 3);
      }
      y.putScalar(b, has ? 1 : 0, 1);
    }
    return new DataSet(x, y);
  }

  private static double worst(INDArray a, INDArray b) {
    return a.sub(b).amaxNumber().doubleValue();
  }

  private static ComputationGraph reloaded(ComputationGraph network) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, bytes, true);
    return ModelSerializer.restoreComputationGraph(
        new ByteArrayInputStream(bytes.toByteArray()), true);
  }

  @Test
  void aStockNetworksFileLoadsIntoTheFastLayersAndBack() throws IOException {
    ComputationGraph stock = stock(1);
    for (int i = 0; i < 5; i++) {
      stock.fit(batch(i));
    }
    ComputationGraph fast = fast(2);
    StockWeights.copy(reloaded(stock), fast);
    INDArray x = batch(9).getFeatures();
    assertThat(worst(fast.outputSingle(x), stock.outputSingle(x))).isLessThan(1e-5);
    fast.fit(batch(10));
    ComputationGraph back = stock(3);
    StockWeights.copy(reloaded(fast), back);
    assertThat(worst(back.outputSingle(x), fast.outputSingle(x))).isLessThan(1e-5);
  }

  @Test
  void networksThatDoNotMatchAreNamed() {
    ComputationGraph narrow =
        network(
            new EmbeddingSequenceLayer.Builder().nIn(IDS + 1).nOut(6).build(),
            new Bidirectional(
                new LSTM.Builder().nIn(6).nOut(5).activation(Activation.TANH).build()),
            new SequencePooling(PoolingKind.MAX),
            1);
    assertThatThrownBy(() -> StockWeights.copy(stock(1), narrow))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layer vectors: expected parameter W of shape [17, 6], got [18, 6]");
  }

  @Test
  void whatTransferLearningFreezesStandsStill() {
    ComputationGraph network = fast(1);
    network.fit(batch(1));
    ComputationGraph tuned =
        new TransferLearning.GraphBuilder(network)
            .fineTuneConfiguration(
                new FineTuneConfiguration.Builder().updater(new Adam(0.1)).seed(5).build())
            .setFeatureExtractor("both")
            .nOutReplace("out", 3, org.deeplearning4j.nn.weights.WeightInit.XAVIER)
            .build();
    INDArray before = tuned.getLayer("both").params().dup();
    INDArray table = tuned.getLayer("vectors").params().dup();
    INDArray out = tuned.getLayer("out").params().dup();
    assertThat(worst(before, network.getLayer("both").params())).isZero();
    DataSet data = batch(2);
    INDArray labels = Nd4j.zeros(16, 3);
    for (int b = 0; b < 16; b++) {
      labels.putScalar(b, b % 3, 1);
    }
    tuned.fit(new DataSet(data.getFeatures(), labels));
    assertThat(worst(tuned.getLayer("both").params(), before)).isZero();
    assertThat(worst(tuned.getLayer("vectors").params(), table)).isZero();
    assertThat(worst(tuned.getLayer("out").params(), out)).isPositive();
  }

  @Test
  void earlyStoppingKeepsTheBestOfTheEpochs() {
    ComputationGraph network = fast(1);
    FusedFit.install(network);
    EarlyStoppingConfiguration<ComputationGraph> configuration =
        new EarlyStoppingConfiguration.Builder<ComputationGraph>()
            .epochTerminationConditions(new MaxEpochsTerminationCondition(8))
            .scoreCalculator(
                new DataSetLossCalculator(
                    new ListDataSetIterator<>(List.of(batch(50), batch(51))), true))
            .modelSaver(new InMemoryModelSaver<>())
            .build();
    EarlyStoppingResult<ComputationGraph> result =
        new EarlyStoppingGraphTrainer(
                configuration,
                network,
                new ListDataSetIterator<>(List.of(batch(1), batch(2), batch(3), batch(4))))
            .fit();
    assertThat(result.getTotalEpochs()).isEqualTo(8);
    // Deeplearning4j's best score is what the kept model says of itself, which a clone does not
    // know.
    double best = Collections.min(result.getScoreVsEpoch().values());
    assertThat(best).isLessThan(result.getScoreVsEpoch().get(7));
    assertThat(result.getScoreVsEpoch().get(result.getBestModelEpoch())).isEqualTo(best);
    ComputationGraph again = fast(1);
    FusedFit.install(again);
    for (int epoch = 0; epoch <= result.getBestModelEpoch(); epoch++) {
      again.fit(new ListDataSetIterator<>(List.of(batch(1), batch(2), batch(3), batch(4))));
    }
    assertThat(worst(result.getBestModel().params(), again.params())).isZero();
    // What was kept is no view of the network that went on.
    again.fit(batch(5));
    network.fit(batch(5));
    assertThat(worst(result.getBestModel().params(), again.params())).isPositive();
    assertThat(worst(result.getBestModel().params(), network.params())).isPositive();
  }

  @Test
  void aSavedNetworkIsTheSameNetwork() throws IOException {
    ComputationGraph network = fast(4);
    network.fit(batch(1));
    ComputationGraph loaded = reloaded(network);
    INDArray x = batch(2).getFeatures();
    assertThat(loaded.getConfiguration()).isEqualTo(network.getConfiguration());
    assertThat(worst(loaded.outputSingle(x), network.outputSingle(x))).isZero();
    network.fit(batch(3));
    loaded.fit(batch(3));
    assertThat(worst(loaded.params(), network.params())).isZero();
  }
}
