package io.palavra.search.arbiter;

import java.util.function.BooleanSupplier;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;

/**
 * Ends a search that has nothing to train any more; Arbiter's runner would poll for ever. Also when
 * it is to stop.
 */
final class NothingMore implements TerminationCondition {
  private final CandidateGenerator generator;
  private final BooleanSupplier stopped;

  NothingMore(CandidateGenerator generator, BooleanSupplier stopped) {
    this.generator = generator;
    this.stopped = stopped;
  }

  @Override
  public void initialize(IOptimizationRunner runner) {}

  @Override
  public boolean terminate(IOptimizationRunner runner) {
    return stopped.getAsBoolean()
        || runner.numCandidatesQueued() == 0 && !generator.hasMoreCandidates();
  }
}
