package io.palavra.search.arbiter;

import io.palavra.search.study.Halt;
import io.palavra.search.study.Study;
import io.palavra.search.study.Task;
import io.palavra.search.study.Workbench;
import io.palavra.search.trial.Objective;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;

/** Runs tasks of a study on Arbiter's runner, several at once where asked to. */
public final class ArbiterRun {
  private final Study study;
  private final Objective objective;
  private final Workbench bench;
  private final Halt halt;
  private final int parallel;
  private final AtomicReference<Throwable> fault = new AtomicReference<>();

  /**
   * @param bench trains the tasks
   * @param halt when to stop what is being trained, and to begin nothing more
   * @param parallel tasks at once, at least 1
   */
  public ArbiterRun(Study study, Objective objective, Workbench bench, Halt halt, int parallel) {
    this.study = study;
    this.objective = objective;
    this.bench = bench;
    this.halt = halt;
    this.parallel = parallel;
  }

  /**
   * Trains until there is nothing more.
   *
   * @param next tasks; empty when there is nothing now: asked again when a task has ended, and
   *     never again when none is being trained
   * @throws RuntimeException what the bench or the study has thrown; the tasks that were being
   *     trained then have ended
   */
  public void execute(Supplier<Optional<Task>> next) {
    TaskGenerator generator =
        new TaskGenerator(() -> stopped() ? Optional.empty() : next.get(), parallel);
    TerminationCondition end = new NothingMore(generator, this::stopped);
    OptimizationConfiguration configuration =
        new OptimizationConfiguration.Builder()
            .candidateGenerator(generator)
            .modelSaver(new StudySaver(study))
            .scoreFunction(new ObjectiveScore(objective))
            .terminationConditions(List.of(end))
            .build();
    new PromptRunner(parallel, configuration, new BenchTasks(this)).execute();
    Throwable thrown = fault.get();
    if (thrown instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }

  private boolean stopped() {
    return fault.get() != null || halt.due();
  }

  Study study() {
    return study;
  }

  Workbench bench() {
    return bench;
  }

  Halt halt() {
    return halt;
  }

  void failed(Throwable thrown) {
    fault.compareAndSet(null, thrown);
  }
}
