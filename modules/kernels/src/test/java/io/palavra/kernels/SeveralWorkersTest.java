package io.palavra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.palavra.kernels.pooling.PoolingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.IteratorMultiDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j's ParallelWrapper, whose workers have networks of these layers each. */
class SeveralWorkersTest {
  private static final int ROWS = 6;
  private static final int IDS = 12;

  private static ComputationGraph network() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.2))
                .graphBuilder()
                .addInputs("ids")
                .addLayer(
                    "vectors", new EmbeddingSequenceLayer.Builder().nIn(IDS).nOut(4).build(), "ids")
                .addLayer(
                    "both",
                    new Bidirectional(
                        new GRU.Builder().nIn(4).nOut(3).activation(Activation.TANH).build()),
                    "vectors")
                .addLayer("pooled", new SequencePooling(PoolingKind.MEAN), "both")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(6)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "pooled")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }

  private static MultiDataSet rows(Random random) {
    INDArray x = Nd4j.create(DataType.DOUBLE, ROWS, 5);
    INDArray y = Nd4j.zeros(DataType.DOUBLE, ROWS, 2);
    INDArray mask = Nd4j.ones(DataType.DOUBLE, ROWS, 5);
    for (int b = 0; b < ROWS; b++) {
      for (int t = 0; t < 5; t++) {
        x.putScalar(b, t, random.nextInt(IDS));
        mask.putScalar(b, t, t <= b ? 1 : 0);
      }
      y.putScalar(b, random.nextInt(2), 1);
    }
    return new MultiDataSet(new INDArray[] {x}, new INDArray[] {y}, new INDArray[] {mask}, null);
  }

  /** The first batch when all workers wait for one; each begins as a copy of the first. */
  private static final class HeldBack extends IteratorMultiDataSetIterator {
    private static final long serialVersionUID = 1;

    HeldBack(List<org.nd4j.linalg.dataset.api.MultiDataSet> batches) {
      super(batches.iterator(), ROWS);
    }

    @Override
    public boolean hasNext() {
      long end = System.nanoTime() + 60_000_000_000L;
      while (waiting() < 2 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      return super.hasNext();
    }

    private static long waiting() {
      return Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().startsWith("ParallelWrapper training thread"))
          .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
          .count();
    }
  }

  @Test
  @SuppressWarnings("try")
  void twoWorkersTakeTheStepsOfOneWithTheTotalBatch() throws Exception {
    Random random = new Random(5);
    List<org.nd4j.linalg.dataset.api.MultiDataSet> halves = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      halves.add(rows(random));
    }
    ComputationGraph single = network();
    for (int i = 0; i < halves.size(); i += 2) {
      single.fit(MultiDataSet.merge(halves.subList(i, i + 2)));
    }
    ComputationGraph several = network();
    try (ParallelWrapper wrapper =
        new ParallelWrapper.Builder<>(several)
            .workers(2)
            .prefetchBuffer(0)
            .averagingFrequency(1)
            .trainingMode(ParallelWrapper.TrainingMode.AVERAGING)
            .reportScoreAfterAveraging(false)
            .build()) {
      wrapper.fit(new HeldBack(halves));
    }
    assertThat(single.params().sub(network().params()).amaxNumber().doubleValue())
        .isGreaterThan(1e-3);
    assertThat(single.params().sub(several.params()).amaxNumber().doubleValue()).isLessThan(1e-12);
  }
}
