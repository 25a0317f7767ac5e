package io.palavra.embeddings.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Workers of one training on threads of their own, watched by the thread that asked for them. */
final class WorkerThreads {
  private static final long LOOK_MILLIS = 100;

  private final Schedule schedule;
  private final BooleanSupplier sound;
  private final BooleanSupplier pause;
  private final Consumer<Progress> progress;

  /**
   * @param schedule by which all are stopped
   * @param sound whether the weights, looked at in passing, are still numbers; else all stop
   * @param pause asked before the first step, then several times a second
   * @param progress told as often while all is sound
   */
  WorkerThreads(
      Schedule schedule,
      BooleanSupplier sound,
      BooleanSupplier pause,
      Consumer<Progress> progress) {
    this.schedule = schedule;
    this.sound = sound;
    this.pause = pause;
    this.progress = progress;
  }

  /** Lets them work until they are through or were stopped. */
  void run(List<? extends Runnable> workers) {
    schedule.resume();
    if (pause.getAsBoolean()) {
      schedule.stop();
    }
    ExecutorService pool = Executors.newFixedThreadPool(workers.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      workers.forEach(worker -> running.add(pool.submit(() -> work(worker))));
      for (Future<?> one : running) {
        await(one);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", e);
    } finally {
      schedule.stop();
      pool.shutdown();
    }
  }

  /** When one fails, all are to stop. */
  private void work(Runnable worker) {
    boolean whole = false;
    try {
      worker.run();
      whole = true;
    } finally {
      if (!whole) {
        schedule.stop();
      }
    }
  }

  private void await(Future<?> one) throws ExecutionException, InterruptedException {
    long millis = 1;
    while (true) {
      try {
        one.get(millis, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException stillRunning) {
        millis = Math.min(2 * millis, LOOK_MILLIS);
        boolean goesWell = sound.getAsBoolean();
        if (!goesWell || pause.getAsBoolean()) {
          schedule.stop();
        }
        if (goesWell) {
          progress.accept(schedule.progress());
        }
      }
    }
  }
}
