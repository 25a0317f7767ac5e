package io.palavra.training.language;

import io.palavra.training.loop.TrainingListener;
import io.palavra.training.progress.ProgressDisplay;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Says how a language model gets on: a line now and then, and one after each epoch. */
public final class LanguageProgress implements TrainingListener {
  private static final double NANOS = 1e9;

  private final Consumer<String> say;
  private final Duration between;

  private int epochs;
  private long stepsLeft;
  private long begun;
  private long lastLine;
  private long steps;
  private long tokens;

  /**
   * @param between how much time passes between two lines of an epoch, at least
   */
  public LanguageProgress(Consumer<String> say, Duration between) {
    this.say = say;
    this.between = between;
  }

  @Override
  public void onStart(Start start) {
    epochs = start.epochs();
    stepsLeft = start.epochs() * start.batchesPerEpoch() - start.step();
    steps = 0;
    tokens = 0;
    begun = System.nanoTime();
    lastLine = begun;
  }

  @Override
  public void onStep(Step step) {
    steps++;
    stepsLeft--;
    tokens += step.tokens();
    long now = System.nanoTime();
    if (now - lastLine > between.toNanos()) {
      lastLine = now;
      double seconds = (now - begun) / NANOS;
      say.accept(
          String.format(
              Locale.ROOT,
              "%s, batch %d/%d: loss %.4f, %,.0f tokens/s, at most %s left",
              head(step.epoch()),
              step.batch(),
              step.batches(),
              step.loss(),
              tokens / seconds,
              ProgressDisplay.duration(stepsLeft * seconds / steps)));
    }
  }

  @Override
  public void onMemoryShort(MemoryShort event) {
    say.accept(event.sentence());
  }

  @Override
  public void onEpoch(Epoch epoch) {
    lastLine = System.nanoTime();
    say.accept(
        String.format(
            Locale.ROOT,
            "%s  train loss %.4f  dev perplexity %.1f  %.1f s, %,.0f tokens/s",
            head(epoch.epoch()),
            epoch.trainLoss(),
            epoch.dev().metrics().get(LanguageScorer.PERPLEXITY),
            epoch.seconds(),
            epoch.tokensPerSecond()));
  }

  private String head(int epoch) {
    return "Language model, epoch " + (epoch + 1) + "/" + epochs;
  }
}
