package io.palavra.training.progress;

import io.palavra.training.language.LanguageScorer;
import io.palavra.training.loop.TrainingListener;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Says how a language model gets on: a line now and then, and one after each epoch. */
public final class LanguageProgress implements TrainingListener {
  private final Consumer<String> say;
  private final Duration between;

  private Pace pace = Pace.none();
  private int epochs;
  private long lastLine;

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
    pace = Pace.of(start);
    lastLine = System.nanoTime();
  }

  @Override
  public void onStep(Step step) {
    pace.add(step);
    long now = System.nanoTime();
    if (now - lastLine > between.toNanos()) {
      lastLine = now;
      say.accept(pace.line(head(step.epoch()), step, "", pace.secondsLeft()));
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
