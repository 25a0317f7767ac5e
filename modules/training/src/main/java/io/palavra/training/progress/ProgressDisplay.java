package io.palavra.training.progress;

import io.palavra.training.loop.TrainingListener;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how training gets on: on a terminal a bar for each epoch with rate, loss and time left;
 * elsewhere a line now and then. Either way an epoch ends with a line of its scores.
 */
public final class ProgressDisplay implements TrainingListener {
  private static final int WIDTH = 79;

  /** With a device's words. */
  private static final int WIDE = 110;

  private static final int REFRESH_MILLIS = 250;
  private static final double SECONDS_BETWEEN_LINES = 30;
  private static final double NANOS = 1e9;

  private final PrintWriter out;
  private final boolean terminal;
  private final Supplier<Optional<String>> device;
  private final double budgetSeconds;

  private Optional<ProgressBar> bar = Optional.empty();
  private Pace pace = Pace.none();
  private int epochs;
  private long lastLine;

  private ProgressDisplay(
      PrintWriter out, boolean terminal, Supplier<Optional<String>> device, double budgetSeconds) {
    this.out = out;
    this.terminal = terminal;
    this.device = device;
    this.budgetSeconds = budgetSeconds;
  }

  /** A bar that is drawn again and again in one line. */
  public static ProgressDisplay onTerminal(PrintWriter out) {
    return new ProgressDisplay(out, true, Optional::empty, Double.POSITIVE_INFINITY);
  }

  /** Whole lines, for files and pipes. */
  public static ProgressDisplay asLines(PrintWriter out) {
    return new ProgressDisplay(out, false, Optional::empty, Double.POSITIVE_INFINITY);
  }

  /** Whole lines on a stream such as {@code System.err}. */
  public static ProgressDisplay asLines(PrintStream out) {
    return asLines(new PrintWriter(out, true));
  }

  /** The same with what a device says of itself, {@code card 87 %, 3.1 of 8.0 GiB}. */
  public ProgressDisplay with(Supplier<Optional<String>> words) {
    return new ProgressDisplay(out, terminal, words, budgetSeconds);
  }

  /** The same for a training that ends when its time is over. */
  public ProgressDisplay within(Duration budget) {
    return new ProgressDisplay(out, terminal, device, budget.toMillis() / 1000.0);
  }

  private String onDevice() {
    return device.get().map(words -> ", " + words).orElse("");
  }

  @Override
  public void onStart(Start start) {
    epochs = start.epochs();
    pace = Pace.of(start);
    lastLine = System.nanoTime();
    if (start.step() > 0) {
      out.println("Going on after step " + start.step());
    }
  }

  @Override
  public void onStep(Step step) {
    pace.add(step);
    if (terminal) {
      if (bar.isEmpty()) {
        bar = Optional.of(bar(step));
      }
      ProgressBar shown = bar.get();
      shown.stepTo(step.batch());
      shown.setExtraMessage(
          String.format(
                  Locale.ROOT, " loss %.4f, %,.0f tokens/s", step.loss(), pace.tokensPerSecond())
              + onDevice());
    } else if (System.nanoTime() - lastLine > SECONDS_BETWEEN_LINES * NANOS) {
      lastLine = System.nanoTime();
      out.println(line(step));
    }
  }

  @Override
  public void onMemoryShort(MemoryShort event) {
    closeBar();
    out.println(event.sentence());
  }

  @Override
  public void onEvaluation(int epoch) {
    closeBar();
  }

  @Override
  public void onEpoch(Epoch epoch) {
    lastLine = System.nanoTime();
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "Epoch %d/%d", epoch.epoch() + 1, epochs));
    line.append(String.format(Locale.ROOT, "  train loss %.4f  dev", epoch.trainLoss()));
    for (Map.Entry<String, Double> metric : epoch.dev().metrics().entrySet()) {
      line.append(String.format(Locale.ROOT, " %s %.4f", metric.getKey(), metric.getValue()));
    }
    line.append(
        String.format(
            Locale.ROOT, "  %.1f s, %,.0f tokens/s", epoch.seconds(), epoch.tokensPerSecond()));
    out.println(epoch.best() ? line + "  best so far" : line);
    if (epoch.epoch() == 0 && epochs * epoch.seconds() > budgetSeconds) {
      out.printf(
          Locale.ROOT,
          "Some %d of %d epochs fit into the time; a learning rate that falls over all of them does"
              + " not come to its end%n",
          Math.max(1, Math.round(budgetSeconds / epoch.seconds())),
          epochs);
    }
  }

  @Override
  public void close() {
    closeBar();
    out.flush();
  }

  private ProgressBar bar(Step step) {
    return new ProgressBarBuilder()
        .setTaskName(String.format(Locale.ROOT, "Epoch %d/%d", step.epoch() + 1, epochs))
        .setInitialMax(step.batches())
        .startsFrom(step.batch() - 1, Duration.ZERO)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REFRESH_MILLIS)
        .setConsumer(
            new DelegatingProgressBarConsumer(
                this::redraw, device.get().isPresent() ? WIDE : WIDTH))
        .build();
  }

  private void closeBar() {
    bar.ifPresent(
        shown -> {
          shown.close();
          redraw(" ".repeat(device.get().isPresent() ? WIDE : WIDTH) + "\r");
        });
    bar = Optional.empty();
  }

  private void redraw(String text) {
    out.print("\r" + text);
    out.flush();
  }

  String line(Step step) {
    return pace.line(
        String.format(Locale.ROOT, "Epoch %d/%d", step.epoch() + 1, epochs),
        step,
        onDevice(),
        Math.min(pace.secondsLeft(), Math.max(0, budgetSeconds - pace.seconds())));
  }
}
