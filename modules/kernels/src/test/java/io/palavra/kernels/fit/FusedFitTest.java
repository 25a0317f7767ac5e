package io.palavra.kernels.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.Bidirectional;
import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.GRU;
import io.palavra.kernels.LSTM;
import io.palavra.kernels.forward.ForwardPlan;
import io.palavra.kernels.part.Probe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class FusedFitTest {

  static NeuralNetConfiguration.Builder base(IUpdater updater) {
    return new NeuralNetConfiguration.Builder().seed(5).updater(updater);
  }

  static ComputationGraph network(NeuralNetConfiguration.Builder base, int ids) {
    ComputationGraphConfiguration conf =
        base.graphBuilder()
            .addInputs("ids")
            .addLayer(
                "vectors", new EmbeddingSequenceLayer.Builder().nIn(ids).nOut(7).build(), "ids")
            .addLayer(
                "both",
                new Bidirectional(
                    new LSTM.Builder().nIn(7).nOut(6).activation(Activation.TANH).build()),
                "vectors")
            .addLayer(
                "next",
                new GRU.Builder().nIn(12).nOut(5).activation(Activation.TANH).build(),
                "both")
            .addLayer("pooled", new GlobalPoolingLayer.Builder(PoolingType.MAX).build(), "next")
            .addLayer(
                "out",
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(5)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build(),
                "pooled")
            .setOutputs("out")
            .build();
    ComputationGraph network = new ComputationGraph(conf);
    network.init();
    return network;
  }

  @Test
  void aNetworkWithoutParametersIsRefusedByWhatItLacks() {
    ComputationGraph network =
        new ComputationGraph(network(new NeuralNetConfiguration.Builder(), 7).getConfiguration());
    assertThatThrownBy(() -> FusedFit.install(network))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("init()");
    assertThatThrownBy(() -> ForwardPlan.of(network))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("init()");
  }

  static MultiDataSet batch(long seed, int ids, int firstId) {
    Random random = new Random(seed);
    INDArray x = Nd4j.create(DataType.FLOAT, 8, 9);
    INDArray y = Nd4j.zeros(8, 2);
    INDArray mask = Nd4j.ones(8, 9);
    for (int b = 0; b < 8; b++) {
      for (int t = 0; t < 9; t++) {
        x.putScalar(b, t, firstId + random.nextInt(ids - firstId));
        mask.putScalar(b, t, t < 3 + b ? 1 : 0);
      }
      y.putScalar(b, random.nextInt(2), 1);
    }
    return new MultiDataSet(new INDArray[] {x}, new INDArray[] {y}, new INDArray[] {mask}, null);
  }

  @Test
  void dlStepsAndFusedStepsAreTheSameWhereEveryRowIsInTheBatch() {
    IUpdater[] updaters = {new Sgd(0.1), new Adam(0.01), new AdaGrad(0.05)};
    for (IUpdater updater : updaters) {
      for (boolean regularised : new boolean[] {false, true}) {
        NeuralNetConfiguration.Builder base = base(updater);
        if (regularised) {
          base.l2(0.01).weightDecay(0.02, true);
        }
        // Three ids, all of which any batch has.
        ComputationGraph stock = network(base, 3);
        ComputationGraph fused = network(base, 3);
        assertThat(FusedFit.install(fused)).isTrue();
        for (int i = 0; i < 10; i++) {
          stock.fit(batch(i, 3, 0));
          fused.fit(batch(i, 3, 0));
        }
        assertThat(fused.getIterationCount()).isEqualTo(10);
        assertThat(Probe.worst(fused.params(), stock.params()))
            .as("%s %s", updater, regularised)
            .isLessThan(2e-5);
        if (stock.getUpdater().getStateViewArray() != null) {
          assertThat(
                  Probe.worst(
                      fused.getUpdater().getStateViewArray(),
                      stock.getUpdater().getStateViewArray()))
              .isLessThan(2e-5);
        }
      }
    }
  }

  @Test
  void aRowThatIsNotInTheBatchStandsStill() {
    for (boolean regularised : new boolean[] {false, true}) {
      ComputationGraph network =
          network(regularised ? base(new Adam(0.1)).l2(0.1) : base(new Adam(0.1)), 40);
      FusedFit.install(network);
      network.fit(batch(1, 40, 0));
      INDArray before = network.getParam("vectors_W").dup();
      network.fit(batch(2, 40, 30));
      INDArray after = network.getParam("vectors_W");
      for (int id = 0; id < 40; id++) {
        double moved = Probe.worst(before.getRow(id), after.getRow(id));
        if (id < 30) {
          assertThat(moved).as("row %d", id).isZero();
        }
      }
      assertThat(Probe.worst(before, after)).isPositive();
    }
  }

  @Test
  void savingLoadingAndGoingOnGivesTheSameBits() throws IOException {
    ComputationGraph whole = network(base(new Adam(0.01)), 20);
    FusedFit.install(whole);
    ComputationGraph half = network(base(new Adam(0.01)), 20);
    FusedFit.install(half);
    for (int i = 0; i < 3; i++) {
      whole.fit(batch(i, 20, 0));
      half.fit(batch(i, 20, 0));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelSerializer.writeModel(half, bytes, true);
    ComputationGraph loaded =
        ModelSerializer.restoreComputationGraph(
            new ByteArrayInputStream(bytes.toByteArray()), true);
    assertThat(loaded.getConfiguration()).isEqualTo(half.getConfiguration());
    FusedFit.install(loaded);
    for (int i = 3; i < 6; i++) {
      whole.fit(batch(i, 20, 0));
      loaded.fit(batch(i, 20, 0));
    }
    assertThat(Probe.worst(loaded.params(), whole.params())).isZero();
  }

  @Test
  void aCloneComputesTheSameAndGoesItsOwnWay() {
    ComputationGraph network = network(base(new Adam(0.01)), 20);
    FusedFit.install(network);
    network.fit(batch(1, 20, 0));
    ComputationGraph clone = network.clone();
    MultiDataSet batch = batch(2, 20, 0);
    INDArray before =
        clone.output(false, batch.getFeatures(), batch.getFeaturesMaskArrays())[0].dup();
    assertThat(
            Probe.worst(
                network.output(false, batch.getFeatures(), batch.getFeaturesMaskArrays())[0],
                before))
        .isZero();
    network.fit(batch);
    assertThat(
            Probe.worst(
                clone.output(false, batch.getFeatures(), batch.getFeaturesMaskArrays())[0], before))
        .isZero();
  }

  @Test
  void whatItCanNotServeItLeavesAlone() {
    ComputationGraph network = network(base(new RmsProp(0.01)), 20);
    assertThat(FusedFit.install(network)).isFalse();
    network.fit(batch(1, 20, 0));
    ComputationGraph doubles = network(base(new Adam(0.01)).dataType(DataType.DOUBLE), 20);
    assertThat(FusedFit.install(doubles)).isFalse();
  }

  @Test
  void aStepOverManyIdsLeavesTheFarRowsOfTheGradientAtZero() {
    ComputationGraph network =
        network(
            base(new Sgd(0.1)).regularization(java.util.List.of(new L2Regularization(0.1))), 500);
    FusedFit.install(network);
    for (int i = 0; i < 5; i++) {
      network.fit(batch(i, 500, i * 90));
    }
    INDArray gradient = network.getLayer("vectors").getGradientsViewArray().reshape('c', 500, 7);
    assertThat(
            gradient
                .get(org.nd4j.linalg.indexing.NDArrayIndex.interval(0, 360))
                .amaxNumber()
                .doubleValue())
        .isZero();
  }
}
