package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palavra.training.loop.ClippedAveragesTest.Batches;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Averages that batch normalisation keeps move by all rows of a step, however it is parted: each
 * part tells what it would move them by alone, and counts by its rows.
 */
class PartedAveragesTest {
  private static final int ROWS = 7;

  static List<Layer> layers() {
    return ClippedAveragesTest.layers();
  }

  /** Every row around another number, so that each part has other averages. */
  private static MultiDataSet batch(Layer normalization) {
    Nd4j.getRandom().setSeed(5);
    INDArray features =
        ClippedAveragesTest.ofSequences(normalization)
            ? Nd4j.randn(DataType.DOUBLE, ROWS, 3, 6)
            : Nd4j.randn(DataType.DOUBLE, ROWS, 3);
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, ROWS, 2);
    for (int row = 0; row < ROWS; row++) {
      features.slice(row).muli(1 + row).addi(70 - row * row);
      labels.putScalar(row, row % 2, 1);
    }
    return new org.nd4j.linalg.dataset.MultiDataSet(features, labels);
  }

  private static ComputationGraph afterOneStep(
      Layer normalization, int networks, MultiDataSet... batches) {
    ComputationGraph network = ClippedAveragesTest.network(normalization.clone());
    TrainingOptions options =
        TrainingOptions.defaults().toBuilder()
            .epochs(1)
            .gradientClipping(0)
            .batchesPerStep(batches.length)
            .metric("loss")
            .build();
    TrainingResult result =
        Trainer.of(options, 1)
            .networks(networks)
            .fit(
                network,
                new Batches(List.of(batches)),
                n -> new DevScore(new TreeMap<>(Map.of("loss", 1.0))));
    assertThat(result.orThrow().steps()).isEqualTo(1);
    return network;
  }

  /**
   * @param cut the first part has so many rows
   */
  private static void assertWeighed(ComputationGraph parted, Layer normalization, int cut) {
    ComputationGraph before = ClippedAveragesTest.network(normalization.clone());
    MultiDataSet all = batch(normalization);
    ComputationGraph first = afterOneStep(normalization, 1, Rows.of(all, 0, cut));
    ComputationGraph second = afterOneStep(normalization, 1, Rows.of(all, cut, ROWS));
    ComputationGraph whole = afterOneStep(normalization, 1, all);
    int seen = 0;
    for (String name : before.paramTable().keySet()) {
      if (ClippedAveragesTest.AVERAGES.contains(name)) {
        INDArray weighed =
            first.getParam(name).mul(cut).addi(second.getParam(name).mul(ROWS - cut)).divi(ROWS);
        assertClose(name, parted.getParam(name), weighed);
        assertThat(weighed.distance2(before.getParam(name))).isGreaterThan(1e-3);
        seen++;
      }
    }
    assertThat(seen).isEqualTo(2);
    // A mean of means by their rows is the mean of all.
    assertClose("mean", parted.getParam("normal_mean"), whole.getParam("normal_mean"));
  }

  private static void assertClose(String name, INDArray found, INDArray expected) {
    assertThat(found.distance2(expected)).as(name).isCloseTo(0, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void batchesOfOneStepCountByTheirRows(Layer normalization) {
    MultiDataSet all = batch(normalization);
    MultiDataSet[] batches = {Rows.of(all, 0, 5), Rows.of(all, 5, ROWS)};
    assertWeighed(afterOneStep(normalization, 1, batches), normalization, 5);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void sharesOfSeveralNetworksCountByTheirRows(Layer normalization) {
    assertWeighed(afterOneStep(normalization, 2, batch(normalization)), normalization, 4);
  }
}
