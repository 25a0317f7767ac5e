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
  private Optional<Task> ready = Optional.empty();
  private int given;

  TaskGenerator(Supplier<Optional<Task>> source) {
    this.source = source;
  }

  @Override
  public boolean hasMoreCandidates() {
    if (ready.isEmpty()) {
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
  public void reportResults(OptimizationResult result) {}

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
