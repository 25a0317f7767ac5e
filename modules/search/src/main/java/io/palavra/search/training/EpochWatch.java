package io.palavra.search.training;

import io.palavra.search.trial.EpochScore;
import io.palavra.training.loop.StopSignal;
import io.palavra.training.loop.TrainingListener;
import java.util.function.Consumer;

/** Follows a candidate's training, and stops it when it has gone as far as it shall. */
final class EpochWatch implements TrainingListener {
  private final int target;
  private final int patience;
  private final boolean keepsBest;
  private final Consumer<EpochScore> epochs;
  private final StopSignal stop;
  private int done;
  private int sinceBest;

  /**
   * @param target epochs in all
   * @param patience epochs without improvement; 0 for never
   * @param keepsBest whether the model is that of the best epoch, and not that of the last
   */
  EpochWatch(
      int target, int patience, boolean keepsBest, Consumer<EpochScore> epochs, StopSignal stop) {
    this.target = target;
    this.patience = patience;
    this.keepsBest = keepsBest;
    this.epochs = epochs;
    this.stop = stop;
  }

  @Override
  public void onStart(Start start) {
    start.history().forEach(this::epoch);
  }

  @Override
  public void onEpoch(Epoch epoch) {
    epoch(epoch);
  }

  private void epoch(Epoch epoch) {
    done = epoch.epoch() + 1;
    sinceBest = epoch.best() ? 0 : sinceBest + 1;
    epochs.accept(
        new EpochScore(
            done,
            epoch.trainLoss(),
            epoch.dev().metrics(),
            !keepsBest || epoch.best(),
            epoch.seconds(),
            epoch.tokensPerSecond()));
    if (reached()) {
      stop.request();
    }
  }

  /** Whether it has gone as far as it shall. */
  boolean reached() {
    return done >= target || patience > 0 && sinceBest >= patience;
  }
}
