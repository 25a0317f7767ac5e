package io.palavra.search.arbiter;

import io.palavra.search.study.Outcome;
import io.palavra.search.study.Study;
import io.palavra.search.study.Task;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultReference;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultSaver;

/** Saves what came of a task: the study's journal has all of it. */
final class StudySaver implements ResultSaver {
  private final Study study;

  StudySaver(Study study) {
    this.study = study;
  }

  @Override
  public ResultReference saveModel(OptimizationResult result, Object outcome) {
    study.end((Task) result.getModelSpecificResults(), (Outcome) outcome);
    return new ResultReference() {
      @Override
      public OptimizationResult getResult() {
        return result;
      }

      @Override
      public Object getResultModel() {
        return outcome;
      }
    };
  }

  @Override
  public List<Class<?>> getSupportedCandidateTypes() {
    return List.of(Task.class);
  }

  @Override
  public List<Class<?>> getSupportedModelTypes() {
    return List.of(Outcome.class);
  }
}
