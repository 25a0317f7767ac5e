package io.palavra.training.loop;

import io.palavra.pipeline.BadInputException;
import io.palavra.pipeline.option.Option;
import io.palavra.pipeline.option.OptionValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * How a network is trained, whatever it is for.
 *
 * @param epochs passes over the training data, at most
 * @param batchSize texts a step
 * @param learningRate the highest of the schedule
 * @param schedule how the learning rate moves after the warm-up
 * @param warmupSteps steps in which the learning rate rises from 0 in a straight line
 * @param decayFactor of the schedule {@code step}
 * @param decayEpochs epochs between two applications of {@code decayFactor}
 * @param updater how a gradient becomes an update
 * @param gradientClipping longest gradient, as the Euclidean norm over all parameters of the mean
 *     gradient of a batch (Pascanu et al. 2013); longer ones are scaled; 0 for none
 * @param l2 coefficient of the weights' (not the biases') squared norm; with {@code adamw} the
 *     decoupled weight decay, in units of the learning rate
 * @param labelSmoothing share of a target's probability that is spread over all classes (Szegedy et
 *     al. 2016)
 * @param classWeights how much a text counts by its class
 * @param patience epochs without improvement after which training stops; 0 for never
 * @param metric what the best epoch is chosen by, on the development set
 * @param keepBest whether the model is that of the best epoch, and not that of the last
 * @param batchesPerStep batches whose gradients are added up before each step; the mean is over all
 *     their rows, so that one step is as that of one batch of so many times the size
 * @param averagedEpochs at the end the mean of the parameters after the last so many epochs is
 *     scored on the development set and kept where it is better than the best epoch (Vaswani et al.
 *     2017, section 6.1); below 2, or without {@code keepBest}, for none
 * @param checkpointSteps steps between two checkpoints inside an epoch; 0 for none
 * @param checkpointMinutes minutes between two checkpoints inside an epoch; 0 for none
 */
public record TrainingOptions(
    @Option("passes over the training texts, at most") int epochs,
    @Option("texts a step") int batchSize,
    @Option("the highest of the schedule") double learningRate,
    @Option("how the learning rate moves after the warm-up") ScheduleShape schedule,
    @Option("steps in which the learning rate rises from 0") int warmupSteps,
    @Option("schedule step: factor of the learning rate") double decayFactor,
    @Option("schedule step: epochs between two such factors") int decayEpochs,
    @Option("how a gradient becomes an update") UpdaterKind updater,
    @Option("longest gradient; 0 for any") double gradientClipping,
    @Option("weight of the squared norm of the weights") double l2,
    @Option("share of the target that is spread over all classes") double labelSmoothing,
    @Option("how much a text counts by its class") ClassWeights classWeights,
    @Option("epochs without improvement before it stops; 0 for never") int patience,
    @Option("what the best epoch is chosen by, on the development set") String metric,
    @Option("whether the best epoch's parameters are kept, not the last's") boolean keepBest,
    @Option("batches whose gradients make one step") int batchesPerStep,
    @Option("last epochs whose mean is tried at the end; below 2 for none") int averagedEpochs,
    @Option("steps between checkpoints inside an epoch; 0 for none") int checkpointSteps,
    @Option("minutes between checkpoints inside an epoch; 0 for none") double checkpointMinutes) {

  /** Checks every value. */
  public TrainingOptions {
    atLeast("epochs", epochs, 1);
    atLeast("batchSize", batchSize, 1);
    check("learningRate", learningRate, x -> x > 0, "a number above 0");
    atLeast("warmupSteps", warmupSteps, 0);
    check("decayFactor", decayFactor, x -> x > 0 && x <= 1, "a number above 0, at most 1");
    atLeast("decayEpochs", decayEpochs, 1);
    check("gradientClipping", gradientClipping, x -> x >= 0, "a number from 0");
    check("l2", l2, x -> x >= 0, "a number from 0");
    check("labelSmoothing", labelSmoothing, x -> x >= 0 && x < 1, "a number from 0, below 1");
    atLeast("patience", patience, 0);
    given("schedule", schedule);
    given("updater", updater);
    given("classWeights", classWeights);
    if (given("metric", metric).isBlank()) {
      throw BadInputException.of("metric", metric, "a metric's name, as accuracy or loss");
    }
    atLeast("batchesPerStep", batchesPerStep, 1);
    atLeast("averagedEpochs", averagedEpochs, 0);
    atLeast("checkpointSteps", checkpointSteps, 0);
    check("checkpointMinutes", checkpointMinutes, x -> x >= 0, "a number from 0");
  }

  /** What serves most classifiers. */
  public static TrainingOptions defaults() {
    return new TrainingOptions(
        10,
        32,
        1e-3,
        ScheduleShape.CONSTANT,
        0,
        0.5,
        1,
        UpdaterKind.ADAM,
        5,
        0,
        0,
        ClassWeights.NONE,
        3,
        "accuracy",
        true,
        1,
        0,
        0,
        10);
  }

  /** A builder that begins with these values. */
  public TrainingOptionsBuilder toBuilder() {
    return new TrainingOptionsBuilder(this);
  }

  /**
   * The learning rate of every step.
   *
   * @param batchesPerEpoch batches an epoch has
   */
  public LearningRate learningRate(long batchesPerEpoch) {
    long steps = (batchesPerEpoch + batchesPerStep - 1) / batchesPerStep;
    long totalSteps = Math.multiplyExact(epochs, steps);
    boolean ends = schedule == ScheduleShape.LINEAR || schedule == ScheduleShape.COSINE;
    if (ends && warmupSteps >= totalSteps) {
      String name = OptionValue.of(schedule);
      throw BadInputException.of(
          "warmupSteps",
          Integer.toString(warmupSteps),
          "fewer than the " + totalSteps + " steps of the training, for schedule " + name);
    }
    return new LearningRate(
        schedule,
        learningRate,
        warmupSteps,
        totalSteps,
        decayFactor,
        Math.multiplyExact(decayEpochs, steps));
  }

  /** The updater with its schedule. */
  public IUpdater updater(long batchesPerEpoch) {
    return updater.at(learningRate(batchesPerEpoch));
  }

  /**
   * Gives a network's configuration the updater, the learning rate and the regularisation of these
   * options. Clipping is not among them: Deeplearning4j clips layer by layer, so {@link Trainer}
   * clips the whole.
   *
   * @param network as begun by the application, with its seed
   * @param batchesPerEpoch batches an epoch has
   * @return {@code network}
   */
  public NeuralNetConfiguration.Builder configure(
      NeuralNetConfiguration.Builder network, long batchesPerEpoch) {
    network.updater(updater(batchesPerEpoch));
    if (l2 == 0) {
      return network;
    }
    if (updater == UpdaterKind.ADAMW) {
      List<Regularization> decay = new ArrayList<>(List.of(new DecoupledWeightDecay(l2)));
      return network.regularization(decay);
    }
    return network.l2(l2);
  }

  private static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw BadInputException.of(option, Integer.toString(value), "a whole number from " + least);
    }
  }

  private static void check(String option, double value, DoublePredicate right, String expected) {
    if (!Double.isFinite(value) || !right.test(value)) {
      throw BadInputException.of(option, Double.toString(value), expected);
    }
  }

  private static <T> T given(String option, T value) {
    if (value == null) {
      throw BadInputException.of(option, "null", "a value");
    }
    return value;
  }
}
