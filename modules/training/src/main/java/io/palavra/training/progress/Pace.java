package io.palavra.training.progress;

import io.palavra.training.loop.TrainingListener.Start;
import io.palavra.training.loop.TrainingListener.Step;
import java.util.Locale;

/** How fast a training is since it began or went on, and how long it will take at that. */
final class Pace {
  private static final double NANOS = 1e9;

  private final long begun = System.nanoTime();
  private long stepsLeft;
  private long steps;
  private long tokens;

  private Pace(long stepsLeft) {
    this.stepsLeft = stepsLeft;
  }

  /** Before anything has begun. */
  static Pace none() {
    return new Pace(0);
  }

  static Pace of(Start start) {
    return new Pace(start.epochs() * start.batchesPerEpoch() - start.step());
  }

  void add(Step step) {
    steps++;
    stepsLeft--;
    tokens += step.tokens();
  }

  double seconds() {
    return (System.nanoTime() - begun) / NANOS;
  }

  double tokensPerSecond() {
    return tokens / Math.max(1e-9, seconds());
  }

  double secondsLeft() {
    return stepsLeft * seconds() / steps;
  }

  /**
   * How far an epoch is, in one line.
   *
   * @param epoch which one
   * @param besides behind the rate; may be empty
   * @param secondsLeft of the whole training
   */
  String line(String epoch, Step step, String besides, double secondsLeft) {
    return String.format(
        Locale.ROOT,
        "%s, batch %d/%d: loss %.4f, %,.0f tokens/s%s, at most %s left",
        epoch,
        step.batch(),
        step.batches(),
        step.loss(),
        tokensPerSecond(),
        besides,
        duration(secondsLeft));
  }

  /** As people say it: {@code 40 s}, {@code 12 min}, {@code 3.5 h}. */
  static String duration(double seconds) {
    if (seconds < 90) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    return seconds < 90 * 60
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
