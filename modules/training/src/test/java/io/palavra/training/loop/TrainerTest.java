package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.loop.TrainingListener.Epoch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainerTest {
  private final TinyTask task = new TinyTask();
  private final TrainingOptions options =
      TrainingOptions.defaults().toBuilder().epochs(6).learningRate(0.02).patience(0).build();

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedDoesNot() {
    assertThat(parameters(5)).isEqualTo(parameters(5)).isNotEqualTo(parameters(6));
  }

  @Test
  void randomNumbersDrawnBeforeTheCallChangeNothing() {
    float[] expected = parameters(5);
    ComputationGraph network = task.network(options);
    Nd4j.rand(100);
    Trainer.of(options, 5).fit(network, task, task::score);
    assertThat(floats(network)).isEqualTo(expected);
  }

  @Test
  void theValidatorMayDrawRandomNumbersUnnoticed() {
    ComputationGraph network = task.network(options);
    Trainer.of(options.toBuilder().metric("loss").build(), 5)
        .fit(network, task, n -> new DevScore(new TreeMap<>(task.score(n).metrics())));
    ComputationGraph other = task.network(options);
    Trainer.of(options.toBuilder().metric("loss").build(), 5)
        .fit(
            other,
            task,
            n -> {
              Nd4j.rand(1000);
              return task.score(n);
            });
    assertThat(floats(network)).isEqualTo(floats(other));
  }

  @Test
  void itLearnsAndTellsWhatItDid() {
    ComputationGraph network = task.network(options);
    double before = task.score(network).metrics().get("loss");
    TrainingResult result = Trainer.of(options, 5).fit(network, task, task::score);
    assertThat(result.stop()).isEqualTo(StopReason.ALL_EPOCHS);
    assertThat(result.finished()).isTrue();
    assertThat(result.steps()).isEqualTo(48);
    assertThat(result.tokens()).isEqualTo(48 * 40);
    assertThat(result.tokensPerSecond()).isPositive();
    assertThat(result.peakMemoryBytes()).isGreaterThan(1 << 20);
    assertThat(result.history()).extracting(Epoch::epoch).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(result.history().get(5).trainLoss())
        .isLessThan(result.history().get(0).trainLoss())
        .isLessThan(before);
    assertThat(network.getEpochCount()).isEqualTo(6);
    assertThat(result.orThrow()).isSameAs(result);
  }

  @Test
  void theBestEpochsParametersComeBack() {
    Scores scores = new Scores("accuracy", 0.5, 0.9, 0.9, 0.8);
    ComputationGraph network = task.network(options);
    TrainingResult result =
        Trainer.of(options.toBuilder().epochs(4).build(), 5).fit(network, task, scores);
    assertThat(result.best().orElseThrow().epoch()).isEqualTo(1);
    assertThat(result.history()).extracting(Epoch::best).containsExactly(true, true, false, false);
    assertThat(floats(network)).isEqualTo(scores.seen.get(1)).isNotEqualTo(scores.seen.get(3));
    assertThat(result.message()).contains("epoch is 2 with accuracy 0.9000");
  }

  @Test
  void ofALossTheLowestIsTheBest() {
    Scores scores = new Scores("perplexity", 9, 3, 5);
    TrainingResult result =
        Trainer.of(options.toBuilder().epochs(3).metric("perplexity").build(), 5)
            .fit(task.network(options), task, scores);
    assertThat(result.best().orElseThrow().epoch()).isEqualTo(1);
  }

  @Test
  void patienceEndsIt() {
    Scores scores = new Scores("accuracy", 0.5, 0.6, 0.6, 0.55, 0.7, 0.8);
    TrainingResult result =
        Trainer.of(options.toBuilder().patience(2).build(), 5)
            .fit(task.network(options), task, scores);
    assertThat(result.stop()).isEqualTo(StopReason.NO_IMPROVEMENT);
    assertThat(result.history()).hasSize(4);
    assertThat(result.best().orElseThrow().epoch()).isEqualTo(1);
  }

  @Test
  void aMetricThatTheValidatorLacksIsRefusedBeforeTheFirstStep() {
    Validator validator =
        new Validator() {
          @Override
          public DevScore score(ComputationGraph network) {
            throw new AssertionError("too late");
          }

          @Override
          public Set<String> metrics() {
            return Set.of("loss", "accuracy");
          }
        };
    Trainer trainer = Trainer.of(options.toBuilder().metric("acuracy").build(), 5);
    assertThatThrownBy(() -> trainer.fit(task.network(options), task, validator))
        .isInstanceOf(BadInputException.class)
        .hasMessage("metric: found \"acuracy\", expected one of accuracy, loss");
  }

  @Test
  void anEndedBudgetStopsInsideTheEpochWithThatEpochScored() {
    Trainer trainer = Trainer.of(options, 5).budget(Optional.of(Duration.ofNanos(1)));
    TrainingResult result = trainer.fit(task.network(options), task, task::score);
    assertThat(result.stop()).isEqualTo(StopReason.BUDGET);
    assertThat(result.finished()).isTrue();
    assertThat(result.best()).isPresent();
    assertThat(result.steps()).isLessThan(8);
  }

  @Test
  void aRequestStopsAtTheNextStep() {
    StopSignal stop = new StopSignal();
    TrainingListener third =
        new TrainingListener() {
          @Override
          public void onStep(Step step) {
            if (step.step() == 3) {
              stop.request();
            }
          }
        };
    TrainingResult result =
        Trainer.of(options, 5)
            .stopOn(stop)
            .listeners(List.of(third))
            .fit(task.network(options), task, task::score);
    assertThat(result.stop()).isEqualTo(StopReason.INTERRUPTED);
    assertThat(result.finished()).isFalse();
    assertThat(result.steps()).isEqualTo(3);
    assertThat(result.message()).contains("--resume");
  }

  @Test
  void aLossThatIsNoNumberIsNamedWithItsStep() {
    TrainingOptions wild =
        options.toBuilder().learningRate(1e39).updater(UpdaterKind.SGD).gradientClipping(0).build();
    ComputationGraph network = task.network(wild);
    TrainingResult result = Trainer.of(wild, 5).fit(network, task, task::score);
    assertThat(result.stop()).isEqualTo(StopReason.DIVERGED);
    assertThat(result.finished()).isFalse();
    assertThatThrownBy(result::orThrow)
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching(
            "learningRate: found \"1.0E39\", expected a smaller one: .* at step \\d+ .epoch 1.*");
  }

  @Test
  void aClippedLossThatStaysFarAboveItsStartCountsAsDiverged() {
    TrainingOptions wild = options.toBuilder().learningRate(1e5).build();
    TrainingResult result = Trainer.of(wild, 5).fit(task.network(wild), task, task::score);
    assertThat(result.stop()).isEqualTo(StopReason.DIVERGED);
    assertThat(result.message()).contains("at step 20 (epoch 3)");
  }

  @Test
  void aListenerOfDeeplearning4jStaysAttachedAndIsTold() {
    List<String> told = new ArrayList<>();
    ComputationGraph network = task.network(options);
    BaseTrainingListener listener =
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            told.add(epoch + ":" + iteration);
          }
        };
    network.setListeners(listener);
    Trainer.of(options.toBuilder().epochs(2).build(), 5).fit(network, task, task::score);
    assertThat(told).hasSize(16).startsWith("0:0").endsWith("1:15");
    assertThat(network.getListeners()).containsExactly(listener);
  }

  @Test
  void listenersSeeEveryStepAndEpochAndAreClosedAtTheEnd() {
    List<String> seen = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStart(Start start) {
            seen.add("start " + start.epochs() + "x" + start.batchesPerEpoch());
          }

          @Override
          public void onStep(Step step) {
            seen.add(step.epoch() + "/" + step.batch() + "/" + step.step());
          }

          @Override
          public void onEvaluation(int epoch) {
            seen.add("evaluation");
          }

          @Override
          public void onEpoch(Epoch epoch) {
            seen.add("epoch " + epoch.epoch());
          }

          @Override
          public void close() {
            seen.add("close");
          }
        };
    Trainer.of(options.toBuilder().epochs(2).build(), 5)
        .listeners(List.of(listener))
        .fit(task.network(options), task, task::score);
    assertThat(seen)
        .hasSize(1 + 16 + 4 + 1)
        .startsWith("start 2x8", "0/1/1", "0/2/2")
        .containsSubsequence("0/8/8", "evaluation", "epoch 0", "1/1/9", "epoch 1", "close");
  }

  private float[] parameters(long seed) {
    ComputationGraph network = task.network(options);
    Trainer.of(options, seed).fit(network, task, task::score);
    return floats(network);
  }

  private static float[] floats(ComputationGraph network) {
    INDArray parameters = network.params();
    return parameters.dup().data().asFloat();
  }

  /** Gives the scores of a list, and keeps the parameters that it was shown. */
  private static final class Scores implements Validator {
    private final String metric;
    private final Iterator<Double> values;
    private final List<float[]> seen = new ArrayList<>();

    Scores(String metric, double... values) {
      this.metric = metric;
      this.values = java.util.Arrays.stream(values).iterator();
    }

    @Override
    public DevScore score(ComputationGraph network) {
      seen.add(floats(network));
      SortedMap<String, Double> metrics = new TreeMap<>();
      metrics.put("loss", 1.0);
      metrics.put(metric, values.next());
      return new DevScore(metrics);
    }
  }
}
