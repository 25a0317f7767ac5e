package io.palavra.embeddings.model;

import io.palavra.embeddings.train.Progress;
import io.palavra.embeddings.train.VectorTraining;
import java.util.Locale;
import java.util.function.Consumer;

/** Says now and then how far training is: rate, loss, time left. */
final class RunProgress implements Consumer<Progress> {
  private static final double FIRST_SECONDS = 2;
  private static final double LONGEST_SECONDS = 60;
  private static final double NANOS = 1e9;

  private final int epochs;
  private final VectorTraining training;
  private final double before;
  private final long doneBefore;
  private final Consumer<String> say;
  private final long begun = System.nanoTime();
  private double next = FIRST_SECONDS;

  /**
   * @param before seconds that a former process has trained
   */
  RunProgress(int epochs, VectorTraining training, double before, Consumer<String> say) {
    this.epochs = epochs;
    this.training = training;
    this.before = before;
    this.doneBefore = training.progress().done();
    this.say = say;
  }

  /** Seconds of training, those of former processes among them. */
  double seconds() {
    return before + here();
  }

  private double here() {
    return (System.nanoTime() - begun) / NANOS;
  }

  /** Of this process. */
  double wordsPerSecond() {
    return (training.progress().done() - doneBefore) / Math.max(1e-3, here());
  }

  @Override
  public void accept(Progress now) {
    if (here() < next || now.done() == doneBefore) {
      return;
    }
    next = here() + Math.min(LONGEST_SECONDS, here());
    double rate = Math.max(1, wordsPerSecond());
    say.accept(
        String.format(
            Locale.ROOT,
            "epoch %d/%d  %s  %,.0f words/s  loss %.3f  learning rate %.5f  %s left",
            Math.min(epochs, 1 + (int) (now.done() * epochs / Math.max(1, now.total()))),
            epochs,
            share(now),
            rate,
            training.loss(),
            now.learningRate(),
            time((now.total() - now.done()) / rate)));
  }

  /** {@code 34.5 %}. */
  static String share(Progress now) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * now.done() / Math.max(1, now.total()));
  }

  private static String time(double seconds) {
    return seconds < 100
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }
}
