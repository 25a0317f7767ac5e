package io.palavra.search.arbiter;

import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;

/** Arbiter's runner without the second that it waits for results before anything has begun. */
final class PromptRunner extends LocalOptimizationRunner {

  PromptRunner(int parallel, OptimizationConfiguration configuration, TaskCreator tasks) {
    super(parallel, configuration, tasks);
    completedFutures = new Prompt();
  }

  @Override
  public void execute() {
    try {
      super.execute();
    } finally {
      futureListenerExecutor.shutdown();
    }
  }

  /** Waits only for what has begun. */
  private final class Prompt extends LinkedBlockingQueue<Future<OptimizationResult>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Future<OptimizationResult> poll(long time, TimeUnit unit) throws InterruptedException {
      return queuedFutures.isEmpty() ? poll() : super.poll(time, unit);
    }
  }
}
