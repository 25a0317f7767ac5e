package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.IteratorMultiDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
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

/**
 * Deeplearning4j's way to train on several cards, on two threads of the processor: each worker
 * takes a batch, and after each step the parameters are averaged.
 *
 * <p>The first batch is held back until all workers wait for one: a worker copies parameters and
 * count of steps from the first, which may be at work already, and then takes other steps.
 */
class SeveralCardsTest {
  private static final int STEPS = 5;
  private static final int ROWS = 6;

  private static ComputationGraph network() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                    "hidden",
                    new DenseLayer.Builder().nIn(4).nOut(6).activation(Activation.TANH).build(),
                    "in")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(6)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "hidden")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }

  private static MultiDataSet rows(Random random) {
    INDArray x = Nd4j.create(DataType.DOUBLE, ROWS, 4);
    INDArray y = Nd4j.zeros(DataType.DOUBLE, ROWS, 2);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < 4; j++) {
        x.putScalar(i, j, random.nextGaussian());
      }
      y.putScalar(i, random.nextInt(2), 1);
    }
    return new MultiDataSet(x, y);
  }

  /** Batches in their order, the first when as many workers wait for it. */
  private static final class HeldBack extends IteratorMultiDataSetIterator {
    private static final long serialVersionUID = 1;
    private final int workers;

    HeldBack(List<org.nd4j.linalg.dataset.api.MultiDataSet> batches, int workers) {
      super(batches.iterator(), ROWS);
      this.workers = workers;
    }

    @Override
    public boolean hasNext() {
      long end = System.nanoTime() + 60_000_000_000L;
      while (waiting() < workers && System.nanoTime() < end) {
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
  void twoWorkersThatAverageEveryStepTakeTheStepsOfOneWithTheTotalBatch() throws Exception {
    Random random = new Random(5);
    List<org.nd4j.linalg.dataset.api.MultiDataSet> halves = new ArrayList<>();
    for (int i = 0; i < 2 * STEPS; i++) {
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
      wrapper.fit(new HeldBack(halves, 2));
    }
    assertThat(single.params().sub(network().params()).amaxNumber().doubleValue())
        .isGreaterThan(1e-2);
    assertThat(single.params().sub(several.params()).amaxNumber().doubleValue()).isLessThan(1e-12);
  }
}
