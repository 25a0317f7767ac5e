package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.palavra.pipeline.BadInputException;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.junit.jupiter.api.Test;

class TrainingOptionsTest {
  private final TrainingOptions options =
      TrainingOptions.defaults().toBuilder().epochs(4).learningRate(0.8).build();

  private void refused(UnaryOperator<TrainingOptionsBuilder> change, String message) {
    assertThatThrownBy(() -> change.apply(options.toBuilder()).build())
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  @Test
  void everyWrongValueIsRefusedWithItsName() {
    refused(b -> b.epochs(0), "epochs: found \"0\", expected a whole number from 1");
    refused(b -> b.batchSize(-1), "batchSize: found \"-1\", expected a whole number from 1");
    refused(b -> b.learningRate(0), "learningRate: found \"0.0\", expected a number above 0");
    refused(
        b -> b.learningRate(Double.NaN), "learningRate: found \"NaN\", expected a number above 0");
    refused(
        b -> b.learningRate(Double.POSITIVE_INFINITY),
        "learningRate: found \"Infinity\", expected a number above 0");
    refused(b -> b.warmupSteps(-2), "warmupSteps: found \"-2\", expected a whole number from 0");
    refused(
        b -> b.decayFactor(1.5),
        "decayFactor: found \"1.5\", expected a number above 0, at most 1");
    refused(b -> b.decayEpochs(0), "decayEpochs: found \"0\", expected a whole number from 1");
    refused(
        b -> b.gradientClipping(-1), "gradientClipping: found \"-1.0\", expected a number from 0");
    refused(b -> b.l2(-0.5), "l2: found \"-0.5\", expected a number from 0");
    refused(
        b -> b.labelSmoothing(1),
        "labelSmoothing: found \"1.0\", expected a number from 0, below 1");
    refused(b -> b.patience(-1), "patience: found \"-1\", expected a whole number from 0");
    refused(
        b -> b.metric(" "), "metric: found \" \", expected a metric's name, as accuracy or loss");
    refused(b -> b.schedule(null), "schedule: found \"null\", expected a value");
    refused(b -> b.updater(null), "updater: found \"null\", expected a value");
    refused(b -> b.classWeights(null), "classWeights: found \"null\", expected a value");
    refused(
        b -> b.checkpointSteps(-1),
        "checkpointSteps: found \"-1\", expected a whole number from 0");
    refused(
        b -> b.checkpointMinutes(-1),
        "checkpointMinutes: found \"-1.0\", expected a number from 0");
  }

  @Test
  void aBuilderThatChangesNothingGivesTheSame() {
    assertThat(options.toBuilder().build()).isEqualTo(options);
  }

  private double[] rates(ScheduleShape shape, int warmup, int... iterations) {
    LearningRate rate =
        options.toBuilder()
            .schedule(shape)
            .warmupSteps(warmup)
            .decayFactor(0.5)
            .decayEpochs(2)
            .build()
            .learningRate(25);
    return java.util.Arrays.stream(iterations).mapToDouble(i -> rate.valueAt(i, 0)).toArray();
  }

  @Test
  void everyScheduleWarmsUpInAStraightLine() {
    for (ScheduleShape shape : ScheduleShape.values()) {
      assertThat(rates(shape, 20, 0, 4, 9, 19)).containsExactly(0.04, 0.2, 0.4, 0.8);
    }
  }

  @Test
  void schedulesFallAsComputedByHand() {
    assertThat(rates(ScheduleShape.CONSTANT, 0, 0, 50, 99)).containsExactly(0.8, 0.8, 0.8);
    assertThat(rates(ScheduleShape.LINEAR, 20, 20, 60, 99, 100, 200))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.8, 0.4, 0.01, 0.0, 0.0);
    assertThat(rates(ScheduleShape.COSINE, 20, 20, 40, 60, 80, 100))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.8, 0.4 * (1 + Math.sqrt(0.5)), 0.4, 0.4 * (1 - Math.sqrt(0.5)), 0.0);
    assertThat(rates(ScheduleShape.INVERSE_SQRT, 20, 19, 79, 179))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.8, 0.4, 0.8 / 3);
    assertThat(rates(ScheduleShape.STEP, 0, 0, 49, 50, 99)).containsExactly(0.8, 0.8, 0.4, 0.4);
  }

  @Test
  void theInverseSquareRootIsThatOfVaswaniAndOthers() {
    int warmup = 4000;
    double model = 512;
    TrainingOptions noam =
        options.toBuilder()
            .epochs(100)
            .schedule(ScheduleShape.INVERSE_SQRT)
            .warmupSteps(warmup)
            .learningRate(Math.pow(model, -0.5) * Math.pow(warmup, -0.5))
            .build();
    LearningRate rate = noam.learningRate(1000);
    for (int step : new int[] {1, 100, 3999, 4000, 4001, 20_000, 99_999}) {
      double paper =
          Math.pow(model, -0.5) * Math.min(Math.pow(step, -0.5), step * Math.pow(warmup, -1.5));
      assertThat(rate.valueAt(step - 1, 0)).isCloseTo(paper, within(1e-12));
    }
  }

  @Test
  void aWarmUpThatNeverEndsIsRefusedWhereTheScheduleHasAnEnd() {
    TrainingOptions endless =
        options.toBuilder().schedule(ScheduleShape.LINEAR).warmupSteps(100).build();
    assertThatThrownBy(() -> endless.learningRate(25))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "warmupSteps: found \"100\", expected fewer than the 100 steps of the training, "
                + "for schedule linear");
  }

  @Test
  void aNetworksConfigurationSurvivesJsonWithItsScheduleAndWeightDecay() {
    TrainingOptions cosine =
        options.toBuilder().schedule(ScheduleShape.COSINE).warmupSteps(3).l2(0.1).build();
    ComputationGraphConfiguration configuration = new TinyTask().network(cosine).getConfiguration();
    String json = configuration.toJson();
    assertThat(ComputationGraphConfiguration.fromJson(json)).isEqualTo(configuration);
  }
}
