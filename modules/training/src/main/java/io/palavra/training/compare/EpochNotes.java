package io.palavra.training.compare;

import io.palavra.training.compare.Outcome.EpochPoint;
import io.palavra.training.loop.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Remembers the epochs of a training, those before a resume included. */
final class EpochNotes implements TrainingListener {
  private final List<EpochPoint> points = new ArrayList<>();
  private final Runnable afterEpoch;

  /**
   * @param afterEpoch run after every epoch that is trained now
   */
  EpochNotes(Runnable afterEpoch) {
    this.afterEpoch = afterEpoch;
  }

  List<EpochPoint> points() {
    return points;
  }

  @Override
  public void onStart(Start start) {
    points.clear();
    start.history().forEach(this::note);
  }

  @Override
  public void onEpoch(Epoch epoch) {
    note(epoch);
    afterEpoch.run();
  }

  private void note(Epoch epoch) {
    Map<String, Double> dev = epoch.dev().metrics();
    points.add(
        new EpochPoint(
            epoch.trainLoss(),
            dev.getOrDefault("loss", Double.NaN),
            dev.getOrDefault("accuracy", Double.NaN),
            epoch.best()));
  }
}
