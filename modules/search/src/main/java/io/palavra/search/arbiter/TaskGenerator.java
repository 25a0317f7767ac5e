package io.palavra.search.arbiter;

import io.palavra.search.study.Task;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;

/**
 * Gives Arbiter's runner the tasks of a study. Results reach the strategy through the study, before
 * Arbiter hears of them, so nothing is done with them here.
 */
final class TaskGenerator implements CandidateGenerator {
  private final Supplier<Optional<Task>> source;
  private final int parallel;
  private Optional<Task> ready = Optional.empty();
  private int given;
  private int reported;

  /**
   * @param parallel tasks at once; the runner asks even when it has all that it can run, and a
   *     strategy that is asked before the answer is there knows less
   */
  TaskGenerator(Supplier<Optional<Task>> source, int parallel) {
    this.source = source;
    this.parallel = parallel;
  }

  @Override
  public boolean hasMoreCandidates() {
    if (ready.isEmpty() && given - reported < parallel) {
      ready = source.get();
    }
    return ready.isPresent();
  }

  /** A candidate given as a value would be written and read as a Java object, which is refused. */
  @Override
  public Candidate<Task> getCandidate() {
    Task task = ready.orElseThrow();
    ready = Optional.empty();
    return new Candidate<>(() -> task, given++, new double[0]);
  }

  @Override
  public void reportResults(OptimizationResult result) {
    reported++;
  }

  @Override
  public ParameterSpace<?> getParameterSpace() {
    return new UnitCube(0);
  }

  @Override
  public void setRngSeed(long seed) {}

  @Override
  public Class<?> getCandidateType() {
    return Task.class;
  }
}
