package io.palavra.kernels.arithmetic;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Tasks that whoever works on them takes one after the other. */
final class Crew {
  private final int tasks;
  private final IntConsumer task;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch left;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  Crew(int tasks, IntConsumer task) {
    this.tasks = tasks;
    this.task = task;
    this.left = new CountDownLatch(tasks);
  }

  /** Whether there are tasks that nobody has taken. */
  boolean open() {
    return next.get() < tasks;
  }

  /** Takes tasks until there are none. */
  void work() {
    for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
      try {
        task.accept(i);
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      } finally {
        left.countDown();
      }
    }
  }

  /** Returns when all have ended; throws what the first one threw that did. */
  void await() {
    Spin.until(() -> left.getCount() == 0);
    boolean interrupted = false;
    while (left.getCount() > 0) {
      try {
        left.await();
      } catch (InterruptedException e) {
        // What is under way writes to the caller's arrays: it has to end first.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw (RuntimeException) thrown;
    }
  }
}
