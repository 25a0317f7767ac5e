package io.palavra.benchmarks.sidebyside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program at work in a process of its own; what it says to standard error is dropped. */
final class Competitor implements AutoCloseable {
  private static final long SECONDS_TO_END = 5;
  private final String name;
  private final Process process;
  private final Writer to;
  private final BufferedReader from;
  private final List<Double> seconds = new ArrayList<>();
  private double bytes;

  private Competitor(String name, Process process) {
    this.name = name;
    this.process = process;
    this.to = process.outputWriter(StandardCharsets.UTF_8);
    this.from = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The program at work; empty where there is none such. */
  static Optional<Competitor> start(Program program) {
    try {
      return Optional.of(
          new Competitor(
              program.name(),
              new ProcessBuilder(program.command())
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .start()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  String name() {
    return name;
  }

  /** Tells it to warm up, and does not wait. */
  void warmUp() throws IOException {
    say("warm");
  }

  void awaitWarmth() throws IOException {
    bytes = numbers().get(0);
  }

  void choose() throws IOException {
    say("choose");
    hear();
  }

  void turn(Duration length) throws IOException {
    say("turn " + length.toNanos() * 1e-9);
    seconds.addAll(numbers());
  }

  /** Of all turns so far. */
  StepCost cost() {
    return StepCost.of(seconds, bytes);
  }

  private void say(String line) throws IOException {
    to.write(line + "\n");
    to.flush();
  }

  /** A program that ends in a fault may say so where its answers are awaited. */
  private List<Double> numbers() throws IOException {
    String line = hear();
    try {
      return Stream.of(line.split(" ")).map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new IOException(name + " answered " + line, e);
    }
  }

  private String hear() throws IOException {
    String line = from.readLine();
    if (line == null) {
      throw new IOException(name + " ended before it had answered");
    }
    return line;
  }

  @Override
  public void close() {
    try {
      to.close();
      if (process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // The program has ended, or is to be ended.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
