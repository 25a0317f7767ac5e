package io.palavra.kernels.arithmetic;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.function.IntConsumer;

/**
 * Runs independent tasks on the common pool of the JVM, the calling thread among the workers. There
 * are no threads of this library's own: {@code
 * -Djava.util.concurrent.ForkJoinPool.common.parallelism} says how many there are.
 */
public final class Cores {

  private Cores() {}

  /** How many tasks can run at the same time. */
  public static int count() {
    return ForkJoinPool.getCommonPoolParallelism() + 1;
  }

  /** Runs {@code task} for 0 to {@code tasks - 1}, in any order, and returns when all are done. */
  public static void each(int tasks, IntConsumer task) {
    if (tasks == 1
        || ForkJoinPool.getCommonPoolParallelism() < 2
            && Runtime.getRuntime().availableProcessors() == 1) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
    } else if (tasks > 1) {
      new Range(task, 0, tasks).invoke();
    }
  }

  /** A range of tasks, halved until it is one. */
  private static final class Range extends RecursiveAction {
    private static final long serialVersionUID = 1;
    private final transient IntConsumer task;
    private final int from;
    private final int to;

    Range(IntConsumer task, int from, int to) {
      this.task = task;
      this.from = from;
      this.to = to;
    }

    @Override
    protected void compute() {
      if (to - from == 1) {
        task.accept(from);
      } else {
        int middle = from + to >>> 1;
        invokeAll(new Range(task, from, middle), new Range(task, middle, to));
      }
    }
  }
}
