package io.palavra.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Two linear layers of one unit, so that y = w2 (w1 x + b1) + b2 with squared error, whose gradient
 * is short enough to be written down.
 */
class UpdateTest {
  private static final Offset<Double> CLOSE = within(1e-9);
  private static final double[] X = {1, -2};
  private static final double[] TARGET = {5, 1};

  private final TrainingOptions plain =
      TrainingOptions.defaults().toBuilder()
          .epochs(1)
          .updater(UpdaterKind.SGD)
          .learningRate(0.01)
          .gradientClipping(0)
          .metric("loss")
          .build();

  private double w1 = 2;
  private double b1 = 0.5;
  private double w2 = 3;
  private double b2 = -1;

  /** The network after as many steps on the two rows. */
  private double[] trained(TrainingOptions options, int steps, TrainingListener... listeners) {
    Source source = new Source(steps);
    ComputationGraph network =
        new ComputationGraph(
            options
                .configure(
                    new NeuralNetConfiguration.Builder().seed(1).dataType(DataType.DOUBLE), steps)
                .activation(Activation.IDENTITY)
                .graphBuilder()
                .addInputs("in")
                .addLayer("first", new DenseLayer.Builder().nIn(1).nOut(1).build(), "in")
                .addLayer(
                    "second",
                    new OutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nIn(1)
                        .nOut(1)
                        .build(),
                    "first")
                .setOutputs("second")
                .build());
    network.init();
    network.setParams(Nd4j.createFromArray(w1, b1, w2, b2));
    double[] losses = {4};
    Trainer.of(options, 1)
        .listeners(List.of(listeners))
        .fit(
            network,
            source,
            n -> {
              // Better each time that it is asked.
              losses[0]--;
              return new DevScore(new TreeMap<>(Map.of("loss", losses[0])));
            });
    return network.params().toDoubleVector();
  }

  /** Of the mean squared error over the two rows, by w1, b1, w2, b2. */
  private double[] gradient() {
    double[] gradient = new double[4];
    for (int i = 0; i < X.length; i++) {
      double hidden = w1 * X[i] + b1;
      double slope = 2 * (w2 * hidden + b2 - TARGET[i]) / X.length;
      gradient[0] += slope * w2 * X[i];
      gradient[1] += slope * w2;
      gradient[2] += slope * hidden;
      gradient[3] += slope;
    }
    return gradient;
  }

  private void move(double rate, double... direction) {
    w1 -= rate * direction[0];
    b1 -= rate * direction[1];
    w2 -= rate * direction[2];
    b2 -= rate * direction[3];
  }

  private static double norm(double... vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private void assertMoved(double[] found) {
    assertThat(found).containsExactly(new double[] {w1, b1, w2, b2}, CLOSE);
  }

  @Test
  void aStepFollowsTheMeanGradient() {
    double[] found = trained(plain, 1);
    move(0.01, gradient());
    assertMoved(found);
  }

  @Test
  void aLongGradientIsScaledOverAllLayersTogether() {
    double[] found = trained(plain.toBuilder().gradientClipping(2).build(), 1);
    double[] gradient = gradient();
    assertThat(norm(gradient)).isGreaterThan(20);
    move(0.01 * 2 / norm(gradient), gradient);
    assertMoved(found);
  }

  @Test
  void aShortGradientIsLeftAlone() {
    double[] found =
        trained(plain.toBuilder().gradientClipping(norm(gradient()) + 1e-6).build(), 1);
    move(0.01, gradient());
    assertMoved(found);
  }

  @Test
  void l2PullsAtTheWeightsAndNotAtTheBiases() {
    double[] found = trained(plain.toBuilder().l2(0.5).build(), 1);
    double[] gradient = gradient();
    move(0.01, gradient[0] + 0.5 * w1, gradient[1], gradient[2] + 0.5 * w2, gradient[3]);
    assertMoved(found);
  }

  @ParameterizedTest
  @CsvSource({"SGD, 1", "SGD, 2", "ADAMW, 1", "ADAMW, 2"})
  void theLossThatIsToldIsOfTheRowsAndNotOfTheSizesOfTheWeights(
      UpdaterKind updater, int batchesPerStep) {
    List<Double> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(Step step) {
            told.add(step.loss());
          }
        };
    TrainingOptions decaying = plain.toBuilder().updater(updater).l2(0.5).build();
    trained(decaying.toBuilder().batchesPerStep(batchesPerStep).build(), 2, listener);
    double sum = 0;
    for (int i = 0; i < X.length; i++) {
      sum += Math.pow(3 * (2 * X[i] + 0.5) - 1 - TARGET[i], 2);
    }
    assertThat(told.get(0)).isEqualTo(sum / X.length, CLOSE);
  }

  @Test
  void adamsFirstStepIsTheLearningRateAndTheDecayOfAdamWComesOnTop() {
    double[] signs = new double[4];
    for (int i = 0; i < 4; i++) {
      signs[i] = Math.signum(gradient()[i]);
    }
    double[] found = trained(plain.toBuilder().updater(UpdaterKind.ADAMW).l2(0.5).build(), 1);
    move(0.01, signs[0] + 0.5 * w1, signs[1], signs[2] + 0.5 * w2, signs[3]);
    assertThat(found).containsExactly(new double[] {w1, b1, w2, b2}, within(1e-7));
  }

  @Test
  void batchesOfOneStepGiveTheMeanGradientOfAllTheirRows() {
    double[] found = trained(plain.toBuilder().batchesPerStep(2).build(), 3);
    // The third batch is a step by itself.
    move(0.01, gradient());
    move(0.01, gradient());
    assertMoved(found);
  }

  @Test
  void theScheduleCountsSteps() {
    TrainingOptions linear =
        plain.toBuilder().schedule(ScheduleShape.LINEAR).batchesPerStep(2).build();
    double[] found = trained(linear, 4);
    move(0.01, gradient());
    move(0.005, gradient());
    assertMoved(found);
  }

  @Test
  void theMeanOfTheLastEpochsIsKeptWhereItIsBetter() {
    double[] found = trained(plain.toBuilder().epochs(3).averagedEpochs(2).build(), 1);
    move(0.01, gradient());
    move(0.01, gradient());
    double[] second = {w1, b1, w2, b2};
    move(0.01, gradient());
    w1 = (w1 + second[0]) / 2;
    b1 = (b1 + second[1]) / 2;
    w2 = (w2 + second[2]) / 2;
    b2 = (b2 + second[3]) / 2;
    assertMoved(found);
  }

  @Test
  void everyStepUsesItsOwnLearningRate() {
    TrainingOptions linear =
        plain.toBuilder().schedule(ScheduleShape.LINEAR).warmupSteps(2).build();
    double[] found = trained(linear, 5);
    for (double rate : new double[] {0.005, 0.01, 0.01, 0.02 / 3, 0.01 / 3}) {
      move(rate, gradient());
    }
    assertMoved(found);
  }

  /** The two rows, as often as there are steps. */
  private record Source(int steps) implements BatchSource {
    @Override
    public BatchStream open(int epoch, long skip) {
      return new BatchStream() {
        private int given;

        @Override
        public boolean hasNext() {
          return given < steps;
        }

        @Override
        public TrainingBatch next() {
          given++;
          return new TrainingBatch(
              new MultiDataSet(
                  Nd4j.createFromArray(X).reshape(2, 1),
                  Nd4j.createFromArray(TARGET).reshape(2, 1)),
              2,
              2);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public long batchesPerEpoch() {
      return steps;
    }
  }
}
