package io.palavra.kernels.fit;

import static io.palavra.kernels.fit.FusedFitTest.base;
import static io.palavra.kernels.fit.FusedFitTest.batch;
import static io.palavra.kernels.fit.FusedFitTest.network;
import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.EmbeddingSequenceLayer;
import io.palavra.kernels.LSTM;
import io.palavra.kernels.OutputLayer;
import io.palavra.kernels.SequencePooling;
import io.palavra.kernels.part.Probe;
import io.palavra.kernels.pooling.PoolingKind;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Gradients that Deeplearning4j would clip or renormalise; and networks that are no graphs. */
class BoundedGradientsTest {
  /** Between the norms of this network's layers, so that some are clipped and some are not. */
  private static final double THRESHOLD = 0.02;

  private static NeuralNetConfiguration.Builder bounded(
      IUpdater updater, GradientNormalization kind, boolean regularised) {
    NeuralNetConfiguration.Builder base =
        base(updater).gradientNormalization(kind).gradientNormalizationThreshold(THRESHOLD);
    return regularised ? base.l2(0.01).weightDecay(0.02, true) : base;
  }

  @Test
  void boundedStepsAreThoseOfDlWhereEveryRowIsInTheBatch() {
    for (GradientNormalization kind : GradientNormalization.values()) {
      for (IUpdater updater : List.of(new Sgd(0.1), new AdaGrad(0.05))) {
        for (boolean regularised : new boolean[] {false, true}) {
          ComputationGraph stock = network(bounded(updater, kind, regularised), 3);
          ComputationGraph fused = network(bounded(updater, kind, regularised), 3);
          ComputationGraph unbounded = network(base(updater), 3);
          assertThat(FusedFit.install(fused)).as("%s", kind).isTrue();
          for (int i = 0; i < 8; i++) {
            stock.fit(batch(i, 3, 0));
            fused.fit(batch(i, 3, 0));
            unbounded.fit(batch(i, 3, 0));
          }
          String what = kind + " " + updater + " " + regularised;
          assertThat(Probe.worst(fused.params(), stock.params())).as(what).isLessThan(5e-5);
          if (kind != GradientNormalization.None) {
            assertThat(Probe.worst(unbounded.params(), stock.params()))
                .as(what)
                .isGreaterThan(1e-3);
          }
        }
      }
    }
  }

  /** SGD moves no row that has no gradient, and the norm of the others is the whole table's. */
  @Test
  void aTableOfWhichFewRowsAreInTheBatchIsBoundedAsAWhole() {
    for (GradientNormalization kind : GradientNormalization.values()) {
      ComputationGraph stock = network(bounded(new Sgd(0.1), kind, false), 300);
      ComputationGraph fused = network(bounded(new Sgd(0.1), kind, false), 300);
      assertThat(FusedFit.install(fused)).isTrue();
      for (int i = 0; i < 8; i++) {
        stock.fit(batch(i, 300, i * 30));
        fused.fit(batch(i, 300, i * 30));
      }
      assertThat(Probe.worst(fused.params(), stock.params())).as("%s", kind).isLessThan(5e-5);
    }
  }

  @Test
  void aNetworkOfLayersIsServedAsTheGraphThatItGives() {
    MultiLayerNetwork layers =
        new MultiLayerNetwork(
            base(new Sgd(0.1))
                .list(
                    new EmbeddingSequenceLayer.Builder().nIn(300).nOut(7).build(),
                    new LSTM.Builder().nIn(7).nOut(6).activation(Activation.TANH).build(),
                    new SequencePooling(PoolingKind.MAX),
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(6)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    layers.init();
    ComputationGraph graph = layers.toComputationGraph();
    assertThat(FusedFit.install(graph)).isTrue();
    assertThat(Probe.worst(output(graph), output(layers))).isZero();
    for (int i = 0; i < 8; i++) {
      MultiDataSet batch = batch(i, 300, i * 30);
      layers.fit(batch.getFeatures(0), batch.getLabels(0), batch.getFeaturesMaskArray(0), null);
      graph.fit(batch);
    }
    assertThat(Probe.worst(graph.params(), layers.params())).isLessThan(2e-5);
    assertThat(Probe.worst(output(graph), output(layers))).isLessThan(2e-5);
  }

  private static INDArray output(ComputationGraph graph) {
    MultiDataSet batch = batch(99, 300, 0);
    return graph.output(false, batch.getFeatures(), batch.getFeaturesMaskArrays())[0];
  }

  private static INDArray output(MultiLayerNetwork network) {
    MultiDataSet batch = batch(99, 300, 0);
    return network.output(batch.getFeatures(0), false, batch.getFeaturesMaskArray(0), null);
  }
}
