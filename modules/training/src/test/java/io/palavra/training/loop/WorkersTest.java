package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.checkpoint.CheckpointStore;
import io.palavra.training.checkpoint.RunIdentity;
import io.palavra.training.loop.MemoryShortTest.Fault;
import io.palavra.training.loop.MemoryShortTest.Hungry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Steps that are divided among several networks, by threads of the processor. */
class WorkersTest {
  private static final int ALL = Integer.MAX_VALUE;

  private static Trainer trainer(TrainingOptions options, int networks) {
    return Trainer.of(options, 1).networks(networks);
  }

  private static TrainingResult fit(Trainer trainer, ComputationGraph network) {
    TreeMap<String, Double> score = new TreeMap<>();
    score.put("loss", 1.0);
    return trainer.fit(network, MemoryShortTest.batches(), n -> new DevScore(score));
  }

  private static ComputationGraph network(TrainingOptions options) {
    return MemoryShortTest.network(options, ALL, () -> {});
  }

  private static double apart(ComputationGraph a, ComputationGraph b) {
    return a.params().sub(b.params()).amaxNumber().doubleValue();
  }

  private static INDArray updater(ComputationGraph network) {
    return network.getUpdater().getStateViewArray();
  }

  /** Masked sequences, clipping, L2 and, with seven rows, shares of different sizes. */
  @ParameterizedTest
  @CsvSource({"SGD,2", "ADAM,2", "MOMENTUM,3", "RMSPROP,4", "ADAM,9"})
  void severalNetworksTakeTheStepsOfOneWithTheTotalBatch(UpdaterKind updater, int networks) {
    TrainingOptions options = MemoryShortTest.options(updater);
    ComputationGraph single = network(options);
    TrainingResult expected = fit(trainer(options, 1), single);
    ComputationGraph several = network(options);
    TrainingResult result = fit(trainer(options, networks), several);
    assertThat(apart(single, network(options))).isGreaterThan(1e-3);
    assertThat(apart(several, single)).isLessThan(1e-12);
    assertThat(result.steps()).isEqualTo(expected.steps());
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(result.history().get(epoch).trainLoss())
          .isCloseTo(expected.history().get(epoch).trainLoss(), within(1e-12));
    }
    if (updater == UpdaterKind.ADAM) {
      assertThat(updater(several).sub(updater(single)).amaxNumber().doubleValue())
          .isLessThan(1e-12);
    }
  }

  @Test
  void batchesOfOneStepAreDividedEach() {
    TrainingOptions options =
        MemoryShortTest.options(UpdaterKind.ADAM).toBuilder().batchesPerStep(3).build();
    ComputationGraph single = network(options);
    fit(trainer(options, 1), single);
    ComputationGraph several = network(options);
    fit(trainer(options, 2), several);
    assertThat(apart(several, single)).isLessThan(1e-12);
  }

  /** With dropout: what the others draw follows from the random numbers that are saved. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 21})
  void aResumedRunEndsWithTheBitsOfAnUninterruptedOne(int step) {
    TinyTask task = new TinyTask();
    TrainingOptions options =
        TrainingOptions.defaults().toBuilder()
            .epochs(3)
            .learningRate(0.02)
            .patience(0)
            .metric("loss")
            .build();
    List<ComputationGraph> ends = new ArrayList<>();
    for (int stopAt : new int[] {ALL, ALL, step}) {
      Path folder = Jimfs.newFileSystem(Configuration.unix()).getPath("/run");
      StopSignal stop = new StopSignal();
      ComputationGraph network = resumable(task, options, folder, stop, stopAt);
      if (stop.requested()) {
        Nd4j.rand(5);
        network = resumable(task, options, folder, new StopSignal(), ALL);
      }
      ends.add(network);
    }
    assertThat(apart(ends.get(1), ends.get(0))).isZero();
    assertThat(apart(ends.get(2), ends.get(0))).isZero();
    assertThat(updater(ends.get(2))).isEqualTo(updater(ends.get(0)));
  }

  private static ComputationGraph resumable(
      TinyTask task, TrainingOptions options, Path folder, StopSignal stop, int stopAt) {
    ComputationGraph network = task.network(options);
    trainer(options, 2)
        .checkpoints(CheckpointStore.in(folder, RunIdentity.empty().and(options), true, line -> {}))
        .stopOn(stop)
        .listeners(
            List.of(
                new TrainingListener() {
                  @Override
                  public void onStep(Step event) {
                    if (event.step() == stopAt) {
                      stop.request();
                    }
                  }
                }))
        .fit(network, task, task::score);
    return network;
  }

  private static UnaryOperator<ComputationGraph> hungry(int rows, Fault fault) {
    return copy -> {
      Hungry hungry = new Hungry(copy.getConfiguration(), rows, fault);
      hungry.init(copy.params(), false);
      return hungry;
    };
  }

  @Test
  void aCardThatIsFullIsGivenSmallerParts() {
    TrainingOptions options = MemoryShortTest.options(UpdaterKind.ADAM);
    ComputationGraph single = network(options);
    fit(trainer(options, 1), single);
    List<TrainingListener.MemoryShort> told = new ArrayList<>();
    ComputationGraph several = network(options);
    fit(
        trainer(options, 2)
            .completingCopies(hungry(1, MemoryShortTest::heap))
            .listeners(
                List.of(
                    new TrainingListener() {
                      @Override
                      public void onMemoryShort(MemoryShort event) {
                        told.add(event);
                      }
                    })),
        several);
    assertThat(apart(several, single)).isLessThan(1e-12);
    assertThat(told).containsExactly(new TrainingListener.MemoryShort(7, 1));
  }

  @Test
  void aRowThatDoesNotFitAndOtherFaultsOfOneEndTheRun() {
    TrainingOptions options = MemoryShortTest.options(UpdaterKind.ADAM);
    assertThatThrownBy(
            () ->
                fit(
                    trainer(options, 2).completingCopies(hungry(0, MemoryShortTest::heap)),
                    network(options)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("one row");
    Fault fault =
        () -> {
          throw new IllegalStateException("shapes do not fit");
        };
    assertThatThrownBy(
            () -> fit(trainer(options, 2).completingCopies(hungry(0, fault)), network(options)))
        .hasRootCauseMessage("shapes do not fit");
  }

  @Test
  void onTheProcessorANetworkTrainsAlone() {
    assumeTrue(Nd4j.getEnvironment().isCPU(), "ND4J computes on a card");
    assertThat(Cards.count()).isEqualTo(1);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("worker "));
    assertThat(Cards.here((Integer x) -> x + 1).apply(2)).isEqualTo(3);
  }
}
