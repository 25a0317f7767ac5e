package io.palavra.embeddings.train;

import java.util.concurrent.atomic.AtomicLong;

/** The learning rate, which falls in a line with the words gone through; shared by all workers. */
final class Schedule {
  /** As word2vec: the rate never falls below this share of the first one. */
  private static final double LEAST = 1e-4;

  private final double start;
  private final long total;
  private final AtomicLong done = new AtomicLong();
  private volatile boolean stopped;

  Schedule(double start, long total) {
    this.start = start;
    this.total = total;
  }

  float rate() {
    return (float) rate(done.get());
  }

  /** More words are through. */
  float advance(long words) {
    return (float) rate(done.addAndGet(words));
  }

  Progress progress() {
    long now = done.get();
    return new Progress(now, total, rate(now));
  }

  /** Asks the workers to stop at the end of the block at hand. */
  void stop() {
    stopped = true;
  }

  /** Lets them go on. */
  void resume() {
    stopped = false;
  }

  long done() {
    return done.get();
  }

  void restore(long words) {
    done.set(words);
  }

  boolean stopped() {
    return stopped;
  }

  private double rate(long words) {
    return start * Math.max(LEAST, 1 - (double) words / total);
  }
}
