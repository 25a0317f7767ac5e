package io.palavra.training.progress;

import io.palavra.pipeline.BadInputException;
import io.palavra.training.loop.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * {@code train.log}: what happened when, a line each with the time in UTC, added to what is there.
 * A line is in the file as soon as it is said.
 */
public final class TrainLog implements TrainingListener {
  private static final double NANOS_BETWEEN_STEPS = 10e9;

  private final Path file;
  private final Writer out;
  private final Clock clock;
  private long lastStep;

  /**
   * @param file to be written, in a folder that is there
   * @throws BadInputException when it can not be opened
   */
  public TrainLog(Path file) {
    this(file, Clock.systemUTC());
  }

  TrainLog(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
    try {
      out =
          Files.newBufferedWriter(
              file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw BadInputException.place(file.toString(), "a file that can be written").because(e);
    }
  }

  /** Adds a line. */
  public void say(String line) {
    try {
      add(line);
    } catch (IOException e) {
      throw BadInputException.place(
              file.toString(), "room for a line, but it can not be written: " + e.getMessage())
          .because(e);
    }
  }

  private void add(String line) throws IOException {
    out.write(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n");
    out.flush();
  }

  /** Adds a fault with its stack trace, where that can be; the fault itself is worth more. */
  public void fault(Throwable fault) {
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    try {
      add(trace.toString().stripTrailing());
    } catch (IOException full) {
      return;
    }
  }

  @Override
  public void onStart(Start start) {
    say(
        String.format(
            Locale.ROOT,
            "training begins after step %d: at most %d epochs of %d batches",
            start.step(),
            start.epochs(),
            start.batchesPerEpoch()));
  }

  @Override
  public void onStep(Step step) {
    long now = System.nanoTime();
    if (step.step() == 1 || now - lastStep > NANOS_BETWEEN_STEPS) {
      lastStep = now;
      say(
          String.format(
              Locale.ROOT,
              "step %d: epoch %d, batch %d/%d, loss %.6f, learning rate %.3g",
              step.step(),
              step.epoch() + 1,
              step.batch(),
              step.batches(),
              step.loss(),
              step.learningRate()));
    }
  }

  @Override
  public void onMemoryShort(MemoryShort event) {
    say(event.sentence());
  }

  @Override
  public void onEpoch(Epoch epoch) {
    say(
        String.format(
            Locale.ROOT,
            "epoch %d: train loss %.6f, dev %s%s, %.1f s, %.0f tokens/s",
            epoch.epoch() + 1,
            epoch.trainLoss(),
            epoch.dev().metrics(),
            epoch.best() ? " (best so far)" : "",
            epoch.seconds(),
            epoch.tokensPerSecond()));
  }

  @Override
  public void close() {
    try (out) {
      add("training ends");
    } catch (IOException full) {
      return;
    }
  }
}
