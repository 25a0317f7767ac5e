package io.palavra.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.palavra.pipeline.BadInputException;
import io.palavra.training.loop.DevScore;
import io.palavra.training.loop.StopReason;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.loop.TinyTask;
import io.palavra.training.loop.Trainer;
import io.palavra.training.loop.TrainingListener;
import io.palavra.training.loop.TrainingListener.Epoch;
import io.palavra.training.loop.TrainingOptions;
import io.palavra.training.loop.TrainingResult;
import io.palavra.training.loop.UpdaterKind;
import io.palavra.training.loop.Validator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

class ResumeTest {
  private static final int EPOCHS = 6;
  private static final int STEPS = 48;

  private final TinyTask task = new TinyTask();
  private final Path folder = Jimfs.newFileSystem(Configuration.unix()).getPath("/run/checkpoints");
  private final TrainingOptions options =
      TrainingOptions.defaults().toBuilder()
          .epochs(EPOCHS)
          .learningRate(0.02)
          .warmupSteps(10)
          .patience(0)
          .metric("loss")
          .build();

  /** Each call continues the run until it is stopped again. */
  private TrainingResult run(
      TrainingOptions with, ComputationGraph network, int stopAtStep, Validator validator) {
    StopSignal stop = new StopSignal();
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void onStep(Step step) {
            if (step.step() == stopAtStep) {
              stop.request();
            }
          }
        };
    Nd4j.rand(17);
    return Trainer.of(with, 5)
        .checkpoints(store(with))
        .stopOn(stop)
        .listeners(List.of(stopper))
        .fit(network, task, validator);
  }

  private CheckpointStore store(TrainingOptions with) {
    return CheckpointStore.in(
        folder, RunIdentity.empty().and(with), true, line -> assertThat(line).isEmpty());
  }

  private ComputationGraph uninterrupted(TrainingOptions with) {
    ComputationGraph network = task.network(with);
    Trainer.of(with, 5).fit(network, task, task::score);
    return network;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 20, 40, 47, 48})
  void aRunStoppedAtThisStepEndsWithTheBitsOfAnUninterruptedOne(int step) {
    TrainingResult first = run(options, task.network(options), step, task::score);
    assertThat(first.stop()).isEqualTo(StopReason.INTERRUPTED);
    assertThat(first.steps()).isEqualTo(step);
    ComputationGraph network = task.network(options);
    TrainingResult second = run(options, network, -1, task::score);
    assertThat(second.stop()).isEqualTo(StopReason.ALL_EPOCHS);
    assertThat(second.steps()).isEqualTo(STEPS);
    assertThat(second.history()).extracting(Epoch::epoch).containsExactly(0, 1, 2, 3, 4, 5);
    assertSame(network, uninterrupted(options));
  }

  @Test
  void aRunStoppedAgainAndAgainEndsWithTheSameBits() {
    ComputationGraph network = task.network(options);
    for (int step = 5; step < STEPS + 5; step += 5) {
      network = task.network(options);
      run(options, network, step, task::score);
    }
    assertSame(network, uninterrupted(options));
  }

  @Test
  void fewerEpochsThanHadBegunAreRefusedAndAsManyAreNot() {
    run(options, task.network(options), 28, task::score);
    TrainingOptions fewer = options.toBuilder().epochs(3).build();
    assertThatThrownBy(() -> run(fewer, task.network(fewer), -1, task::score))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "option epochs: found \"3\", expected 4 or more: so many had begun when it was stopped");
    TrainingOptions asMany = options.toBuilder().epochs(4).build();
    ComputationGraph network = task.network(asMany);
    assertThat(run(asMany, network, -1, task::score).stop()).isEqualTo(StopReason.ALL_EPOCHS);
    assertSame(network, uninterrupted(asMany));
  }

  @Test
  void aPatienceThatWouldHaveEndedItBeforeIsRefused() {
    AtomicInteger epoch = new AtomicInteger();
    double[] losses = {0.9, 0.8, 0.85, 0.86, 0.7, 0.75};
    Validator scripted =
        network -> new DevScore(new TreeMap<>(Map.of("loss", losses[epoch.getAndIncrement()])));
    run(options, task.network(options), 44, scripted);
    TrainingOptions little = options.toBuilder().patience(2).build();
    assertThatThrownBy(() -> run(little, task.network(little), -1, scripted))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("option patience: found \"2\", expected 0, or 3 or more");
    TrainingOptions enough = options.toBuilder().patience(3).build();
    assertThat(run(enough, task.network(enough), -1, scripted).stop())
        .isEqualTo(StopReason.ALL_EPOCHS);
  }

  @Test
  void aStopWhileTheDevelopmentSetIsScoredIsGoneOnFromTheNextEpoch() {
    StopSignal stop = new StopSignal();
    AtomicInteger scored = new AtomicInteger();
    TrainingResult first =
        Trainer.of(options, 5)
            .checkpoints(store(options))
            .stopOn(stop)
            .fit(
                task.network(options),
                task,
                network -> {
                  if (scored.incrementAndGet() == 2) {
                    stop.request();
                  }
                  return task.score(network);
                });
    assertThat(first.stop()).isEqualTo(StopReason.INTERRUPTED);
    assertThat(first.steps()).isEqualTo(16);
    assertThat(first.history()).hasSize(2);
    ComputationGraph network = task.network(options);
    run(options, network, -1, task::score);
    assertSame(network, uninterrupted(options));
  }

  @Test
  void aValidatorThatFailsLosesNothingThatWasSaved() {
    TrainingOptions often = options.toBuilder().checkpointSteps(3).build();
    AtomicInteger scored = new AtomicInteger();
    Validator broken =
        network -> {
          if (scored.incrementAndGet() == 3) {
            throw new IllegalStateException("power cut");
          }
          return task.score(network);
        };
    try {
      run(often, task.network(often), -1, broken);
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("power cut");
    }
    ComputationGraph network = task.network(often);
    run(often, network, -1, task::score);
    assertSame(network, uninterrupted(options));
  }

  @ParameterizedTest
  @EnumSource(UpdaterKind.class)
  void everyUpdaterGoesOnToTheBit(UpdaterKind updater) {
    TrainingOptions with = options.toBuilder().updater(updater).epochs(2).l2(0.01).build();
    run(with, task.network(with), 5, task::score);
    ComputationGraph network = task.network(with);
    run(with, network, -1, task::score);
    assertSame(network, uninterrupted(with));
  }

  @Test
  void aFinishedRunThatIsResumedEndsAtOnceWithTheSameParameters() {
    run(options, task.network(options), -1, task::score);
    ComputationGraph network = task.network(options);
    TrainingResult again =
        run(
            options,
            network,
            -1,
            n -> {
              throw new AssertionError("nothing is left to do");
            });
    assertThat(again.stop()).isEqualTo(StopReason.ALL_EPOCHS);
    assertSame(network, uninterrupted(options));
  }

  @Test
  void threeEpochsAResumeAndThreeMoreEqualSix() {
    TrainingOptions half = options.toBuilder().epochs(3).build();
    run(half, task.network(half), -1, task::score);
    ComputationGraph network = task.network(options);
    TrainingResult result = run(options, network, -1, task::score);
    assertThat(result.history()).hasSize(6);
    assertSame(network, uninterrupted(options));
  }

  @Test
  void whatTheBudgetStoppedGoesOnUnderALargerOneToTheSameBits() {
    TrainingResult first =
        Trainer.of(options, 5)
            .checkpoints(store(options))
            .budget(Optional.of(Duration.ofNanos(1)))
            .fit(task.network(options), task, task::score);
    assertThat(first.stop()).isEqualTo(StopReason.BUDGET);
    ComputationGraph network = task.network(options);
    TrainingResult result = run(options, network, -1, task::score);
    assertThat(result.stop()).isEqualTo(StopReason.ALL_EPOCHS);
    assertSame(network, uninterrupted(options));
  }

  @Test
  void aDivergedRunLeavesAGoodCheckpoint() {
    run(options, task.network(options), 12, task::score);
    ComputationGraph network = task.network(options);
    TrainingListener breaker =
        new TrainingListener() {
          @Override
          public void onStep(Step step) {
            if (step.step() == 15) {
              network.params().putScalar(0, Double.NaN);
            }
          }
        };
    TrainingResult result =
        Trainer.of(options, 5)
            .checkpoints(store(options))
            .listeners(List.of(breaker))
            .fit(network, task, task::score);
    assertThat(result.stop()).isEqualTo(StopReason.DIVERGED);
    assertThat(result.message()).contains("step 16", "00000002.checkpoint");
    ComputationGraph resumed = task.network(options);
    run(options, resumed, -1, task::score);
    assertSame(resumed, uninterrupted(options));
  }

  @Test
  void scoresThatAreNoNumbersSurviveTheFile() {
    Validator odd =
        network -> {
          var metrics = new java.util.TreeMap<>(task.score(network).metrics());
          metrics.put("macroF1", Double.NaN);
          return new DevScore(metrics);
        };
    run(options, task.network(options), 20, odd);
    TrainingResult result = run(options, task.network(options), 21, odd);
    assertThat(result.history().get(0).dev().metrics().get("macroF1")).isNaN();
  }

  private static void assertSame(ComputationGraph found, ComputationGraph expected) {
    assertThat(found.params().dup().data().asFloat())
        .isEqualTo(expected.params().dup().data().asFloat());
    assertThat(found.getIterationCount()).isEqualTo(expected.getIterationCount());
    assertThat(found.getEpochCount()).isEqualTo(expected.getEpochCount());
  }
}
