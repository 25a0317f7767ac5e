package io.palavra.training.loop;

import io.palavra.training.loop.TrainingListener.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far training is, all but the numbers inside the network. With those it is all that a resumed
 * run needs.
 *
 * @param epoch epochs that are done and evaluated
 * @param batch batches of the current epoch that are done
 * @param step updates since training began
 * @param lossSum of the current epoch's batches
 * @param tokens of the current epoch
 * @param trainSeconds spent in steps of the current epoch
 * @param epochSeconds spent in the current epoch in all
 * @param totalTokens of all epochs
 * @param totalTrainSeconds spent in steps in all
 * @param totalSeconds spent in all
 * @param firstLoss of the very first step
 * @param smoothLoss moving average of the losses, the newest weighing a twentieth
 * @param history the epochs that are done
 */
public record TrainState(
    int epoch,
    long batch,
    long step,
    double lossSum,
    long tokens,
    double trainSeconds,
    double epochSeconds,
    long totalTokens,
    double totalTrainSeconds,
    double totalSeconds,
    double firstLoss,
    double smoothLoss,
    List<Epoch> history) {
  private static final double NEWEST = 0.05;
  private static final int SETTLED = 20;
  private static final double EXPLODED = 3;
  private static final double SPIKE = 10;

  /** Copies the list. */
  public TrainState {
    history = List.copyOf(history);
  }

  /** Before the first step. */
  public static TrainState initial() {
    return new TrainState(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());
  }

  /** After one more step with so many batches. */
  TrainState afterStep(double loss, int batches, long batchTokens, double seconds) {
    double first = step == 0 ? loss : firstLoss;
    double smooth = step == 0 ? loss : smoothLoss;
    double bounded = Math.min(loss, SPIKE * first);
    return new TrainState(
        epoch,
        batch + batches,
        step + 1,
        lossSum + loss * batches,
        tokens + batchTokens,
        trainSeconds + seconds,
        epochSeconds + seconds,
        totalTokens + batchTokens,
        totalTrainSeconds + seconds,
        totalSeconds + seconds,
        first,
        smooth + NEWEST * (bounded - smooth),
        history);
  }

  /** After time spent on something other than a step. */
  TrainState afterPause(double seconds) {
    return new TrainState(
        epoch,
        batch,
        step,
        lossSum,
        tokens,
        trainSeconds,
        epochSeconds + seconds,
        totalTokens,
        totalTrainSeconds,
        totalSeconds + seconds,
        firstLoss,
        smoothLoss,
        history);
  }

  /** After an epoch's evaluation. */
  TrainState afterEpoch(DevScore dev, boolean best) {
    List<Epoch> epochs = new ArrayList<>(history);
    epochs.add(
        new Epoch(epoch, lossSum / batch, dev, best, epochSeconds, rate(tokens, trainSeconds)));
    return new TrainState(
        epoch + 1,
        0,
        step,
        0,
        0,
        0,
        0,
        totalTokens,
        totalTrainSeconds,
        totalSeconds,
        firstLoss,
        smoothLoss,
        epochs);
  }

  /**
   * Whether the loss has settled far above where it began. A loss that is clipped, as cross-entropy
   * is, never becomes infinite however wild the steps are; this is how its divergence shows.
   */
  boolean exploded() {
    return step >= SETTLED && firstLoss > 0.5 && smoothLoss > EXPLODED * firstLoss;
  }

  /** The best epoch so far. */
  public Optional<Epoch> best() {
    return history.stream().filter(Epoch::best).reduce((former, later) -> later);
  }

  /** Epochs since the best one. */
  int epochsWithoutImprovement() {
    return epoch - 1 - best().map(Epoch::epoch).orElse(epoch - 1);
  }

  /** Epochs that have begun. */
  int epochsBegun() {
    return epoch + (batch > 0 ? 1 : 0);
  }

  /** The least patience above 0 with which a training comes so far. */
  int patienceNeeded() {
    int needed = 1;
    int without = 0;
    for (Epoch past : history) {
      without = past.best() ? 0 : without + 1;
      boolean wentOn = past.epoch() < epoch - 1 || batch > 0;
      needed = Math.max(needed, without + (wentOn ? 1 : 0));
    }
    return needed;
  }

  /** Tokens a second over the whole training, evaluation left out. */
  public double tokensPerSecond() {
    return rate(totalTokens, totalTrainSeconds);
  }

  private static double rate(long tokens, double seconds) {
    return seconds > 0 ? tokens / seconds : 0;
  }
}
