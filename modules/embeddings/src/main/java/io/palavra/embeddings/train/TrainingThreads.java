package io.palavra.embeddings.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that learn at the same time, and end together. */
public final class TrainingThreads {
  private TrainingThreads() {}

  /**
   * Runs each part on a thread of its own until all are done.
   *
   * @throws IllegalStateException when one of them fails, or this thread is interrupted
   */
  public static void run(List<Runnable> parts) {
    results(parts.stream().map(Executors::callable).toList());
  }

  /**
   * What the parts come to, each on a thread of its own, in the order of the parts.
   *
   * @throws IllegalStateException when one of them fails, or this thread is interrupted
   */
  public static <T> List<T> results(List<Callable<T>> parts) {
    ExecutorService pool = Executors.newFixedThreadPool(parts.size());
    try {
      List<Future<T>> running = new ArrayList<>();
      parts.forEach(part -> running.add(pool.submit(part)));
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
