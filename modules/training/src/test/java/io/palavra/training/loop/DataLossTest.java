package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

class DataLossTest {
  private static ComputationGraph network(TinyTask task, double l2) {
    return task.network(TrainingOptions.defaults().toBuilder().l2(l2).build());
  }

  /** Networks of the same seed have the same weights, whatever their size costs. */
  @Test
  void theSizeOfTheWeightsDoesNotCount() {
    TinyTask task = new TinyTask();
    MultiDataSet data = task.open(0, 0).next().data();
    ComputationGraph free = network(task, 0);
    ComputationGraph dear = network(task, 0.5);
    assertThat(dear.params()).isEqualTo(free.params());
    double loss = free.score(data, false);
    assertThat(dear.score(data, false)).isGreaterThan(loss + 0.1);
    assertThat(DataLoss.of(dear, data)).isCloseTo(loss, within(1e-6));
    assertThat(DataLoss.of(free, data)).isEqualTo(loss);
    DataSet single = new DataSet(data.getFeatures(0), data.getLabels(0));
    assertThat(DataLoss.of(dear, single)).isCloseTo(loss, within(1e-6));
  }
}
