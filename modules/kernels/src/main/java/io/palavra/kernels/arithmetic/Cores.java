package io.palavra.kernels.arithmetic;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Runs independent tasks on the common pool of the JVM, the calling thread among the workers. There
 * are no threads of this library's own: {@code
 * -Djava.util.concurrent.ForkJoinPool.common.parallelism} says how many there are beside the
 * caller.
 */
public final class Cores {
  private static final String PARALLELISM = "java.util.concurrent.ForkJoinPool.common.parallelism";

  /** A pool of none says that it has one, and keeps what it is given for ever. */
  private static final int HELPERS =
      Runtime.getRuntime().availableProcessors() == 1 || Integer.getInteger(PARALLELISM, 1) == 0
          ? 0
          : Math.max(0, ForkJoinPool.getCommonPoolParallelism());

  private Cores() {}

  /** How many tasks can run at the same time. */
  public static int count() {
    return HELPERS + 1;
  }

  /**
   * Runs {@code task} for 0 to {@code tasks - 1}, in any order, and returns when all are done.
   * Whoever is free takes the next one; the caller does not wait for a helper that has not come.
   */
  public static void each(int tasks, IntConsumer task) {
    int helpers = Math.min(HELPERS, tasks - 1);
    if (helpers <= 0) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Crew crew = new Crew(tasks, task);
    for (int i = 0; i < helpers; i++) {
      ForkJoinPool.commonPool().execute(new Helper(crew));
    }
    crew.work();
    crew.await();
  }

  /** Tasks that are taken one after the other. */
  private static final class Crew {
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

    void await() {
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

  /** One thread's part in a crew. */
  private static final class Helper extends RecursiveAction {
    private static final long serialVersionUID = 1;
    private final transient Crew crew;

    Helper(Crew crew) {
      this.crew = crew;
    }

    @Override
    protected void compute() {
      crew.work();
    }
  }
}
