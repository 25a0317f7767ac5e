package io.palavra.kernels.arithmetic;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
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

  private static final Lookout LOOKOUT = new Lookout();

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
    for (int i = LOOKOUT.announce(crew); i < helpers; i++) {
      ForkJoinPool.commonPool().execute(new Helper(crew));
    }
    crew.work();
    LOOKOUT.withdraw(crew);
    crew.await();
  }

  /** One thread's part in a crew, and in those that follow at once. */
  private static final class Helper extends RecursiveAction {
    private static final long serialVersionUID = 1;
    private final transient Crew crew;

    Helper(Crew crew) {
      this.crew = crew;
    }

    @Override
    protected void compute() {
      crew.work();
      LOOKOUT.follow();
    }
  }
}
