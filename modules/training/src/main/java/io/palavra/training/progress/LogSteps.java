package io.palavra.training.progress;

import io.palavra.training.loop.TrainingListener;

/** Passes a training on to a log that stays open behind it. */
public record LogSteps(TrainLog log) implements TrainingListener {

  @Override
  public void onStart(Start start) {
    log.onStart(start);
  }

  @Override
  public void onStep(Step step) {
    log.onStep(step);
  }

  @Override
  public void onMemoryShort(MemoryShort event) {
    log.onMemoryShort(event);
  }

  @Override
  public void onEpoch(Epoch epoch) {
    log.onEpoch(epoch);
  }
}
