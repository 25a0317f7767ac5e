package io.palavra.kernels.fit;

import static io.palavra.kernels.fit.FusedFitTest.base;
import static io.palavra.kernels.fit.FusedFitTest.batch;
import static io.palavra.kernels.fit.FusedFitTest.network;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.kernels.part.Probe;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Steps of networks that have a fused step, when somebody else has a hand in them. */
class OtherStepsTest {
  private static final Map<String, Consumer<ComputationGraph>> CHANGES =
      Map.of(
          "all rates", network -> network.setLearningRate(0.03),
          "the table's rate", network -> network.setLearningRate("vectors", 0.03),
          "no updater", network -> network.setUpdater(null),
          "a new updater", network -> network.setUpdater(new ComputationGraphUpdater(network)));

  private static void same(ComputationGraph fused, ComputationGraph stock) {
    assertThat(Probe.worst(fused.params(), stock.params())).isLessThan(2e-5);
    INDArray state = stock.getUpdater().getStateViewArray();
    if (state != null) {
      assertThat(Probe.worst(fused.getUpdater().getStateViewArray(), state)).isLessThan(2e-5);
    }
  }

  private static ComputationGraph fused(NeuralNetConfiguration.Builder base, int ids) {
    ComputationGraph network = network(base, ids);
    assertThat(FusedFit.install(network)).isTrue();
    return network;
  }

  /** A step as Deeplearning4j's examples of errors from outside make it. */
  private static void byHand(ComputationGraph network, MultiDataSet batch, int iteration) {
    network.setInputs(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.setLayerMaskArrays(batch.getFeaturesMaskArrays(), null);
    network.computeGradientAndScore();
    network.clearLayerMaskArrays();
    Gradient gradient = network.gradient();
    network.getUpdater().update(gradient, iteration, 0, 8, LayerWorkspaceMgr.noWorkspaces());
    network.params().subi(gradient.gradient());
  }

  @Test
  void afterAChangeOfRatesOrUpdaterItGoesOnAsDlDoes() {
    for (IUpdater updater : new IUpdater[] {new Sgd(0.1), new Adam(0.01)}) {
      CHANGES.forEach(
          (name, change) -> {
            ComputationGraph stock = network(base(updater).l2(0.01), 3);
            ComputationGraph fused = fused(base(updater).l2(0.01), 3);
            for (ComputationGraph network : List.of(stock, fused)) {
              for (int i = 0; i < 9; i++) {
                if (i % 3 == 2) {
                  change.accept(network);
                }
                network.fit(batch(i, 3, 0));
              }
            }
            assertThat(Probe.worst(fused.params(), stock.params()))
                .as("%s, %s", updater, name)
                .isLessThan(2e-5);
            same(fused, stock);
          });
    }
  }

  @Test
  void afterAChangeOfRatesARowThatIsNotInTheBatchStandsStill() {
    ComputationGraph network = fused(base(new Adam(0.1)), 40);
    network.fit(batch(1, 40, 0));
    network.setLearningRate(0.05);
    INDArray before = network.getParam("vectors_W").dup();
    network.fit(batch(2, 40, 30));
    INDArray after = network.getParam("vectors_W");
    for (int id = 0; id < 30; id++) {
      assertThat(Probe.worst(before.getRow(id), after.getRow(id))).as("row %d", id).isZero();
    }
    assertThat(Probe.worst(before, after)).isPositive();
  }

  @Test
  void anUpdaterOfTheCallersOwnIsLeftInCharge() {
    ComputationGraph stock = network(base(new Adam(0.01)), 40);
    ComputationGraph fused = fused(base(new Adam(0.01)), 40);
    for (ComputationGraph network : List.of(stock, fused)) {
      network.fit(batch(9, 40, 0));
      INDArray state = network.getUpdater().getStateViewArray().dup();
      network.setUpdater(new ComputationGraphUpdater(network, state) {});
      for (int i = 0; i < 6; i++) {
        network.fit(batch(i, 40, 0));
      }
    }
    same(fused, stock);
  }

  @Test
  void withoutItsAccumulatorEveryStepIsDls() {
    for (boolean stockUpdater : new boolean[] {false, true}) {
      ComputationGraph stock = network(base(new Adam(0.01)), 40);
      ComputationGraph fused = fused(base(new Adam(0.01)), 40);
      fused.setGradientsAccumulator(null);
      if (stockUpdater) {
        fused.setUpdater(null);
      }
      for (int i = 0; i < 6; i++) {
        stock.fit(batch(i, 40, 0));
        fused.fit(batch(i, 40, 0));
      }
      same(fused, stock);
    }
  }

  @Test
  void anUpdateByHandIsDls() {
    for (IUpdater updater : new IUpdater[] {new Sgd(0.1), new Adam(0.01)}) {
      ComputationGraph stock = network(base(updater).l2(0.01), 40);
      ComputationGraph fused = fused(base(updater).l2(0.01), 40);
      for (int i = 0; i < 6; i++) {
        byHand(stock, batch(i, 40, 0), i);
        byHand(fused, batch(i, 40, 0), i);
      }
      same(fused, stock);
    }
  }

  @Test
  void stepsByHandAndFusedStepsTakeTurns() {
    ComputationGraph stock = network(base(new Adam(0.01)), 3);
    ComputationGraph fused = fused(base(new Adam(0.01)), 3);
    for (ComputationGraph network : List.of(stock, fused)) {
      for (int i = 0; i < 9; i++) {
        if (i % 3 == 1) {
          byHand(network, batch(i, 3, 0), i);
        } else {
          network.fit(batch(i, 3, 0));
        }
      }
    }
    same(fused, stock);
  }

  @Test
  void afterAStepByHandNoRowOfItsBatchMovesInTheNextFusedStep() {
    ComputationGraph network = fused(base(new Adam(0.1)), 40);
    byHand(network, batch(1, 40, 0), 0);
    INDArray before = network.getParam("vectors_W").dup();
    network.fit(batch(2, 40, 30));
    INDArray after = network.getParam("vectors_W");
    for (int id = 0; id < 30; id++) {
      assertThat(Probe.worst(before.getRow(id), after.getRow(id))).as("row %d", id).isZero();
    }
  }

  @Test
  void afterAFitThatFailedAnUpdateByHandIsDls() {
    ComputationGraph stock = network(base(new Sgd(0.1)), 40);
    ComputationGraph fused = fused(base(new Sgd(0.1)), 40);
    for (ComputationGraph network : List.of(stock, fused)) {
      assertThatThrownBy(() -> network.fit(batch(1, 60, 50)))
          .isInstanceOf(DL4JInvalidInputException.class);
      network.clearLayerMaskArrays();
      byHand(network, batch(2, 40, 0), 0);
    }
    same(fused, stock);
  }

  @Test
  void optimisersThatSearchAlongALineStepAsEver() {
    NeuralNetConfiguration.Builder base =
        base(new Sgd(0.1)).optimizationAlgo(OptimizationAlgorithm.LINE_GRADIENT_DESCENT);
    ComputationGraph stock = network(base, 40);
    ComputationGraph fused = network(base, 40);
    FusedFit.install(fused);
    for (int i = 0; i < 4; i++) {
      stock.fit(batch(i, 40, 0));
      fused.fit(batch(i, 40, 0));
    }
    same(fused, stock);
  }
}
